from bot.domain.deliveries import Kind
from bot.gateway.client import Trellis
from cogs.experiments.cards import commitment_card
from cogs.experiments.cog import Experiments
from cogs.experiments.controls import BackExperiment, BeginAgain, BeginLater, FinishExperiment, LessonHelped
from cogs.experiments.deleting import ChooseAnswer, DeleteAnswer, DeleteExperiment
from cogs.experiments.ending_cards import closing_card, ending_card, helped_card, witness_card
from cogs.experiments.finish_form import FinishForm
from cogs.experiments.forms import ChangeForm, StartForm
from cogs.experiments.library import BrowseIdeas, MoreIdeas, StartIdea, library


async def setup(bot: Trellis) -> None:
    library()  # read before the first person asks; incomplete ideas are refused at start
    bot.cards[Kind.EXPERIMENT] = commitment_card
    bot.cards[Kind.EXPERIMENT_EDIT] = commitment_card
    bot.cards[Kind.CLOSING] = closing_card
    bot.cards[Kind.ENDING] = ending_card
    bot.cards[Kind.WITNESS] = witness_card
    bot.cards[Kind.LESSON_HELPED] = helped_card
    bot.add_form(StartForm())
    bot.add_form(ChangeForm())
    bot.add_form(FinishForm())
    bot.add_controls(BrowseIdeas, MoreIdeas, StartIdea)
    bot.add_controls(BackExperiment, BeginLater, BeginAgain, FinishExperiment, LessonHelped)
    bot.add_controls(ChooseAnswer, DeleteAnswer, DeleteExperiment)
    await bot.add_cog(Experiments(bot))
