"""Makes an input and an output, then tells what becomes of them until Ctrl-C, over restarts of the server too.

    API_KEY=... python follow.py udp://127.0.0.1:6000
"""

import asyncio
import os
import sys

from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed, WebSocketException

ADDRESS = os.environ.get("SERVER_URL", "http://127.0.0.1:8080").rstrip("/")
API_KEY = os.environ.get("API_KEY", "")
DESTINATION = sys.argv[1] if len(sys.argv) > 1 else "udp://127.0.0.1:6000"

CREATE_INPUT = """
mutation ($input: NewInput!) {
  createInput(input: $input) { __typename ... on Input { id listenUrl } ... on Problem { message } }
}
"""
CREATE_OUTPUT = """
mutation ($output: NewOutput!) {
  createOutput(output: $output) { __typename ... on Output { id url } ... on Problem { message } }
}
"""
START_TEST_SIGNAL = "mutation ($id: ID!) { startTestSignal(inputId: $id) { __typename } }"
OUTPUT_EVENTS = """
subscription ($inputId: ID!) {
  outputEvents(inputId: $inputId) { kind id outputs { id name state } output { id name state } }
}
"""
LOG_LINES = """
subscription ($outputId: ID!, $after: ID) { logLines(outputId: $outputId, after: $after) { id level text } }
"""


LOST = (TransportError, WebSocketException, OSError)


def reason(error: Exception) -> str:
    """What the server or the system said, below what the library says of it."""
    return str(error.__cause__ or error)


def is_wrong_key(error: Exception) -> bool:
    cause = error.__cause__
    return isinstance(cause, ConnectionClosed) and cause.rcvd is not None and cause.rcvd.code == 4401


def say(text: str) -> None:
    print(text, flush=True)


def connection() -> Client:
    """Queries, mutations and subscriptions all go over one WebSocket."""
    transport = WebsocketsTransport(
        url=ADDRESS.replace("http", "ws", 1) + "/graphql",
        init_payload={"apiKey": API_KEY},
        # A server that is gone without a word is noticed by its silence.
        ping_interval=10,
        pong_timeout=10,
    )
    return Client(transport=transport)


async def ask(session, query: str, **variables):
    return await session.execute(GraphQLRequest(query, variable_values=variables))


def made(result: dict) -> dict:
    """The object that a mutation made. Ends the program with what the server says when it made none."""
    if "message" in result:
        sys.exit(result["message"])
    return result


async def follow_states(session, input_id: str) -> None:
    """States of the outputs of our input. Each connection begins with all of them: nothing is missed."""
    async for data in session.subscribe(GraphQLRequest(OUTPUT_EVENTS, variable_values={"inputId": input_id})):
        event = data["outputEvents"]
        for output in event["outputs"] or []:
            say(f"SNAPSHOT output {output['id']} {output['state']}")
        if event["output"]:
            say(f"{event['kind']} output {event['output']['id']} {event['output']['state']}")
        if event["kind"] == "REMOVED":
            say(f"REMOVED output {event['id']}")


class Log:
    """Lines of our output's log. `after` goes on behind the last line that we saw: no gap, no double."""

    def __init__(self, output_id: str) -> None:
        self.output_id = output_id
        self.last: str | None = None

    async def follow(self, session) -> None:
        variables = {"outputId": self.output_id, "after": self.last}
        async for data in session.subscribe(GraphQLRequest(LOG_LINES, variable_values=variables)):
            line = data["logLines"]
            self.last = line["id"]
            say(f"LOG {line['id']} {line['level']} {line['text']}")


async def main() -> None:
    async with connection() as session:
        name = "Example in Python"
        result = await ask(session, CREATE_INPUT, input={"name": name})
        source = made(result["createInput"])
        say(f"input {source['id']} listens at {source['listenUrl']}")
        output = {"inputId": source["id"], "name": name, "protocol": "UDP", "url": DESTINATION}
        result = await ask(session, CREATE_OUTPUT, output=output)
        sink = made(result["createOutput"])
        say(f"output {sink['id']} sends to {sink['url']}")
        # The server sends itself a picture, so that there is something to see.
        await ask(session, START_TEST_SIGNAL, id=source["id"])

    log = Log(sink["id"])
    while True:
        try:
            async with connection() as session:
                await asyncio.gather(follow_states(session, source["id"]), log.follow(session))
        except LOST as error:
            if is_wrong_key(error):
                raise
            say(f"the connection is lost ({reason(error)}); trying again")
        await asyncio.sleep(1)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
except LOST as error:
    sys.exit(f"The server could not be asked: {reason(error)}")
