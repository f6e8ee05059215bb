"""Expected refusals: each carries the facts a sentence needs, never the sentence.

`cogs/_shared/errors.py` turns them into words, looking a class up along its bases, so a new refusal under an old one
is answered sensibly before it has words of its own. One file a feature; all are read from here.
"""

from bot.domain.errors.asks import *
from bot.domain.errors.checkins import *
from bot.domain.errors.communities import *
from bot.domain.errors.experiments import *
from bot.domain.errors.gates import *
from bot.domain.errors.general import *
from bot.domain.errors.groups import *
from bot.domain.errors.introductions import *
from bot.domain.errors.knowledge import *
from bot.domain.errors.partners import *
from bot.domain.errors.privacy import *
from bot.domain.errors.recognition import *
from bot.domain.errors.rings import *
from bot.domain.errors.roster import *
from bot.domain.errors.storage import *
