import { spawn, type ChildProcess } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

export interface Services {
  readonly gatewayUrl: string;
  /** Whether the service in Python runs. */
  readonly thumbnails: boolean;
  stop(): Promise<void>;
}

/**
 * Starts the services, each a process of its own, on free ports of the loopback address. They
 * report to an OTLP receiver. `instrument` starts Python programs under automatic instrumentation.
 */
export async function startServices(
  otlpUrl: string,
  instrument: string | undefined,
): Promise<Services> {
  const children: ChildProcess[] = [];
  const start = async (
    command: readonly [program: string, ...args: string[]],
    env: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const [program, ...args] = command;
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, OTLP_URL: otlpUrl, ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    children.push(child);
    let output = "";
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const ready = /^ready (\d+)$/m.exec(output)?.[1];
        if (ready !== undefined) resolve(ready);
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${command.join(" ")} ended with ${code}`)));
    });
    return `http://127.0.0.1:${port}`;
  };
  const node = (name: string, env: Readonly<Record<string, string>> = {}) =>
    start([process.execPath, `${folder}${name}.mjs`], env);
  const stop = async (): Promise<void> => {
    const ended = children
      .filter(({ exitCode }) => exitCode === null)
      .map((child) => new Promise((resolve) => child.once("exit", resolve)));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ended);
  };
  try {
    const [queueUrl, authUrl, thumbnailsUrl] = await Promise.all([
      node("queue"),
      node("auth"),
      instrument === undefined
        ? ""
        : start([instrument, `${dirname(instrument)}/python`, `${folder}thumbnails.py`], {
            OTEL_SERVICE_NAME: "video-thumbnails",
            OTEL_TRACES_EXPORTER: "otlp",
            OTEL_METRICS_EXPORTER: "none",
            OTEL_LOGS_EXPORTER: "none",
            OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
            OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
            OTEL_BSP_SCHEDULE_DELAY: "50",
          }),
    ]);
    const [processorUrl] = await Promise.all([
      node("processor", { QUEUE_URL: queueUrl }),
      node("worker", { QUEUE_URL: queueUrl, THUMBNAILS_URL: thumbnailsUrl }),
    ]);
    const gatewayUrl = await node("gateway", { AUTH_URL: authUrl, PROCESSOR_URL: processorUrl });
    return { gatewayUrl, thumbnails: thumbnailsUrl !== "", stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
