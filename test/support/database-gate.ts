import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be shut and opened again, as if its machine had gone away and come back. */
export async function openDatabaseGate(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let open = true;

  const server = createServer((near) => {
    if (!open) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);

  const shut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    shut,
    open: () => {
      open = true;
    },
    close: async () => {
      shut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
