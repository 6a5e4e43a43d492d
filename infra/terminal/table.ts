/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]!))));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          const room = ' '.repeat(widths[column]! - widthOf(cell));
          return column === 0 ? cell + room : room + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A terminal gives a Chinese letter the room of two Latin ones. */
function widthOf(text: string): number {
  return [...text].length + (text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0);
}
