const width = 30;

/** A bar on the terminal's error output that moves with each tick, and goes when it is done; none where nobody looks. */
export function progressBar(all: number, screen: NodeJS.WriteStream = process.stderr): () => void {
  if (!screen.isTTY) return () => {};
  let done = 0;
  let shown = '';
  return () => {
    done += 1;
    const filled = Math.floor((width * done) / all);
    const line = `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${all}`;
    // A terminal is slower than the local classifier: only what looks different is written.
    if (done < all && line.slice(0, width) === shown && done % 25 !== 0) return;
    shown = line.slice(0, width);
    screen.write(done < all ? `\r${line}` : `\r${' '.repeat(line.length)}\r`);
  };
}
