import { CannotStart } from '../infra/cannot-start.ts';

/** Opens a server. Throws `CannotStart` where it may not have its port, with the variable that chose it. */
export async function listenOn<T>(
  { variable, port, host }: { variable: string; port: number; host?: string },
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === 'listen' && code === 'EADDRINUSE')
      throw new CannotStart(`Port ${port} is taken by another program. Set another ${variable}.`);
    if (syscall === 'listen' && code === 'EACCES')
      throw new CannotStart(`Port ${port} is not open to this user. Set another ${variable}, above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CannotStart(`${host} is no address of this machine (HOST).`);
    throw error;
  }
}
