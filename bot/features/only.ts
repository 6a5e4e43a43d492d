import { may, type Right } from '../../core/people/roles.ts';
import { type Ctx, tell } from '../context.ts';

type Command = Ctx & { payload: string };

/** Runs a command for those who may; others hear that they may not. */
export function only(right: Right, run: (ctx: Command) => Promise<unknown>) {
  return async (ctx: Command): Promise<void> => {
    if (await may(ctx.deps.db, ctx.person.id, right)) await run(ctx);
    else await tell(ctx, ctx.say.taps.notAllowed);
  };
}
