import { createInProcessEngine } from "./in-process-engine";
import { serveEngine } from "./rpc-server";

serveEngine(self, createInProcessEngine());
