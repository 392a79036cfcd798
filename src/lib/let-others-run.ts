/**
 * Resolves once the other tasks that wait for the thread have had their turn. By a message to
 * itself: browsers hold nested timers back for 4 ms, and `scheduler.yield` goes on ahead of
 * messages that wait, a cancellation among them.
 */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port would keep a process alive.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
