import { resolve } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** What the system says of a folder that cannot be used as it is. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'ENOENT'];

/** Opens something that keeps its files in the data folder. Throws `CannotStart` where the system does not let it. */
export async function openInDataFolder<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    // A port below 1024 is refused with EACCES, too.
    if (syscall === 'listen' || !refusals.includes(code ?? '')) throw error;
    throw new CannotStart(`The data folder ${resolve(dataDir)} cannot be used (DATA_DIR): ${message}.`);
  }
}
