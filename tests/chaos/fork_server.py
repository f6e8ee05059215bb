"""A process that has imported all of Trellis, and forks each life off itself: an import costs more than a life does.

It reads, on the socket it was started with, one message a life, with two descriptors: the life's own socket and its
log. On the life's socket it says that it is born and, once the kernel has told it so, how it ended. What is killed is
the life itself; no life knows of another, and whoever started the server ends it by closing the socket.
"""

import gc
import json
import os
import random
import selectors
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress
from typing import NoReturn

from bot.wording.texts import load_wording
from tests.chaos import killable
from tests.chaos.forking import A_LIFE


class Server:
    """One thread, and no event loop that a life could inherit."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._lives: dict[int, socket.socket] = {}
        self._wakes, self._wakened = socket.socketpair()
        self._wakened.setblocking(False)
        signal.set_wakeup_fd(self._wakened.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until whoever wanted lives closes the socket."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._wakes, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._wakes:
                        self._wakes.recv(4096)
                        self._say_who_ended()
                    elif not self._bear():
                        return

    def _bear(self) -> bool:
        said, descriptors, *_ = socket.recv_fds(self._control, len(A_LIFE), 2)
        if said != A_LIFE:
            return False
        own, log = descriptors
        pid = os.fork()
        if not pid:
            self._live(own, log)
        os.close(log)
        life = self._lives[pid] = socket.socket(fileno=own)
        _say(life, born=pid)
        return True

    def _live(self, own: int, log: int) -> NoReturn:
        """The life: with nothing of the server's but what it has imported."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for inherited in (self._control, self._wakes, self._wakened, *self._lives.values()):
            inherited.close()
        for descriptor, becomes in ((own, 0), (own, 1), (log, 2)):
            os.dup2(descriptor, becomes)
        os.close(own)
        os.close(log)
        random.seed()  # or every life would draw the same
        code = 1
        try:
            killable.main()
            code = 0
        except SystemExit:
            code = 0
        except BaseException:  # noqa: BLE001 - the last there is of a life, which ends with it
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(code)  # without what the server has to do when it ends

    def _say_who_ended(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status, used = os.wait4(-1, os.WNOHANG)
                if not pid:
                    return
                with self._lives.pop(pid) as life:
                    _say(life, ended=os.waitstatus_to_exitcode(status), cpu=used.ru_utime + used.ru_stime)


def _say(life: socket.socket, **what: object) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # nobody listens to this life any more
        life.sendall(json.dumps(what).encode() + b"\n")


def main() -> None:
    load_wording()  # it is kept, and takes as long as all else until a life is connected
    assert threading.active_count() == 1  # a fork takes one thread along, and the locks of all
    gc.collect()
    gc.freeze()  # the lives share these pages
    Server(socket.socket(fileno=int(sys.argv[1]))).serve()


if __name__ == "__main__":
    main()
