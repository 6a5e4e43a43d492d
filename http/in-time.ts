const patience = 2000;

/** What is asked, or null where no answer comes within 2 s, or none that is one. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  const late = new Promise<null>((done) => setTimeout(done, patience, null).unref());
  return Promise.race([ask(), late]).catch(() => null);
}
