import type { Context } from '#platform/context.ts'

/** The same act, told in the committee whose matter it is: its own auditor sees what an administrator above it did. */
export function inCommittee<C extends Pick<Context, 'actor'>>(ctx: C, committeeId: string): C {
  return { ...ctx, actor: { ...ctx.actor, committeeId } }
}
