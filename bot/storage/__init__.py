"""The only room that speaks SQL. One file per feature; every query carries the community it is about."""
