/** PostgreSQL keeps what it has prepared for each connection, so there is an end to it. */
const most = 1000;

interface Statement {
  sql: string;
  args: unknown[];
}

/**
 * Names statements, each text by the same name, so that PostgreSQL reads and plans one once for a connection in place of every time: the
 * joins take it longer to plan than to carry out. Those without values are not named, as BEGIN and COMMIT have nothing to plan.
 */
export function nameStatements(): (statement: Statement) => string | undefined {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    if (args.length === 0) return undefined;
    const known = names.get(sql);
    if (known !== undefined || names.size >= most) return known;
    const name = `statement_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
