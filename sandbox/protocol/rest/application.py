"""The REST API as an ASGI application: what every request passes on its way to its route and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.protocol.checks.files import REQUEST_BYTES
from sandbox.protocol.faults import RestFault
from sandbox.protocol.ratelimits import Verdict
from sandbox.protocol.refusals import Missing, Refused
from sandbox.protocol.rest import ROUTES
from sandbox.protocol.rest.bodies import parse_body
from sandbox.protocol.rest.call import Answer, Call, Route
from sandbox.protocol.rest.router import Router
from sandbox.protocol.world import World

log = structlog.get_logger(__name__)

BASE: Final = "/api/v10"
_COUNTED_AS_INVALID: Final = frozenset({401, 403, 429})
_MAJOR: Final = ("channel_id", "guild_id", "application_id", "token", "interaction_id")


class Unanswered(Exception):
    """The connection was broken on purpose; there is nobody to answer."""


class RestApplication:
    """Matches, authorises, counts, parses, carries out; and records whatever was refused."""

    def __init__(self, world: World, break_connection: Callable[[Scope], None]) -> None:
        self._world = world
        self._break_connection = break_connection
        self._router = Router(ROUTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path = scope["path"].removeprefix(BASE)
        fault = self._world.faults.strike(f"{request.method} {path}")
        try:
            if fault is not None:
                response = await self._respond_faultily(request, path, fault)
            else:
                with self._world.traffic.answering():
                    response = await self._carry_out(request, path)
                    await response(scope, receive, send)
                return
        except Unanswered:
            self._break_connection(scope)
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await response(scope, receive, send)

    async def _respond_faultily(self, request: Request, path: str, fault: RestFault) -> Response:
        if not fault.after_effect:
            replaced = await self._suffer(fault)
            if replaced is not None:
                return replaced
        response = await self._carry_out(request, path)
        if not fault.rate_headers:
            for name in [name for name in response.headers if name.startswith("x-ratelimit-")]:
                del response.headers[name]
        if fault.after_effect:
            return await self._suffer(fault) or response
        response.headers.update(fault.headers)
        return response

    async def _suffer(self, fault: RestFault) -> Response | None:
        if fault.delay:
            await self._world.real.sleep(fault.delay)
        if fault.hold is not None:
            await fault.hold.wait()
        if fault.reset:
            raise Unanswered
        if fault.status is None:
            return None
        headers = {"Via": "1.1 google"} if fault.via else {}
        if fault.status in _COUNTED_AS_INVALID:
            self._world.limiter.count_invalid()
        return Response(fault.body, fault.status, {**headers, **fault.headers, "Content-Type": fault.content_type})

    async def _carry_out(self, request: Request, path: str) -> Response:
        found = self._router.find(request.method, path)
        if found is None:
            return self._unknown(request, path)
        route, params = found
        call = Call(self._world, request.method, path, params, request.query_params)
        if self._world.limiter.banned:
            return Response("<html><body>error code: 1015</body></html>", 429, {"Content-Type": "text/html"})
        verdict = self._counted(route, params)
        if verdict.refusal is not None:
            self._record_refusal(request.method, path, params, 429, 0, verdict.refusal["message"])
            return self._told(call, Answer(429, verdict.refusal), verdict.headers)
        try:
            answer = await self._called(request, route, call)
        except ClientDisconnect:  # it did not wait for its request to be carried out
            raise Unanswered from None
        except Missing as missing:
            self._record_unknown(request.method, path, missing.status, missing.message)
            return self._told(call, Answer(missing.status, missing.body()), verdict.headers)
        except Refused as refused:
            self._record_refusal(
                request.method, path, params, refused.status, refused.code, refused.message, refused.errors
            )
            return self._told(call, Answer(refused.status, refused.body()), {**verdict.headers, **refused.headers})
        except Exception:
            log.exception("the sandbox failed", method=request.method, path=path)
            answer = Answer(500, {"message": "500: Internal Server Error", "code": 0})
        return self._told(call, answer, verdict.headers)

    def _counted(self, route: Route, params: dict[str, str]) -> Verdict:
        if not route.bucketed:
            return Verdict({})
        return self._world.limiter.take(
            route.name,
            _major(params),
            counts_globally=route.door != "interaction",
            salt=self._world.faults.bucket_salt,
        )

    def _told(self, call: Call, answer: Answer, headers: dict[str, str]) -> Response:
        for observer in self._world.observers:
            observer.answered(call, answer)
        return _response(answer, headers)

    async def _called(self, request: Request, route: Route, call: Call) -> Answer:
        if route.door == "bot" and request.headers.get("authorization") != f"Bot {self._world.token}":
            raise Refused(0, status=401)
        if int(request.headers.get("content-length") or 0) > REQUEST_BYTES:
            raise Refused(40005)
        raw = await request.body()
        call.body, call.files = parse_body(request.headers.get("content-type", ""), raw)
        return route.handler(call)

    def _unknown(self, request: Request, path: str) -> Response:
        method = request.method
        status = 405 if self._router.knows(path) else 404
        self._record_unknown(method, path, status, "The sandbox does not know this route")
        call = Call(self._world, method, path, {}, request.query_params)
        return self._told(call, Answer(status, Refused(0, status=status).body()), {})

    def _record_unknown(self, method: str, path: str, status: int, words: str) -> None:
        log.error(words, method=method, path=path)
        facts = {"method": method, "path": path, "status": status, "message": words}
        self._world.journal.record("unknown_route", facts=facts)

    def _record_refusal(
        self,
        method: str,
        path: str,
        params: dict[str, str],
        status: int,
        code: int,
        message: str,
        errors: object = None,
    ) -> None:
        if status in _COUNTED_AS_INVALID:
            self._world.limiter.count_invalid()
        channel_id = params.get("channel_id", "")
        facts = {
            "method": method,
            "path": path,
            "status": status,
            "code": code,
            "message": message,
            "errors": errors,
        }
        log.info("refused", **facts)
        self._world.journal.record("refused", channel_id=int(channel_id) if channel_id.isdigit() else None, facts=facts)


def _major(params: dict[str, str]) -> str:
    return ":".join(params[name] for name in _MAJOR if name in params)


def _response(answer: Answer, headers: dict[str, str]) -> Response:
    told = {"Via": "1.1 google", **headers}
    if answer.body is None:
        return Response(status_code=answer.status, headers=told)
    # The client takes a body for JSON only if the type is exactly this, without a charset.
    return Response(json.dumps(answer.body), answer.status, {**told, "Content-Type": "application/json"})
