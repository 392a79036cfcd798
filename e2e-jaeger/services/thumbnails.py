"""Draws thumbnails. Knows nothing of traces: `opentelemetry-instrument` sees to them."""

import logging
import os
import sys
import threading

from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)
# Says which requests there were, which is what the traces are for.
logging.getLogger("werkzeug").setLevel(logging.ERROR)


@app.get("/thumbnails/<int:part>")
def thumbnail(part: int):
    return {"part": part, "pixels": 64 * part}


def end_with_parent():
    """Ends with whoever started it, however that ends."""
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
server = make_server("127.0.0.1", 0, app)
print(f"ready {server.port}", flush=True)
server.serve_forever()
