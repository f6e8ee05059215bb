"""A list that is read a page at a time."""


def turned_to(page: int, total: int, a_page: int) -> tuple[int, int]:
    """The page that can be shown in place of `page`, from 1, and how many there are; an empty list has one."""
    of = max(1, -(-total // a_page))
    return min(max(page, 1), of), of
