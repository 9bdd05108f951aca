import type { FastifyInstance } from 'fastify'
import { clockRoutes as r } from '#contract/clocks.ts'
import {
  askExtension,
  decideExtension,
  getClockDays,
  listClocks,
  pauseClock,
  resumeClock,
} from '#features/clocks/index.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { canSee } from './access.ts'
import { lockProposal } from './commands/load.ts'
import { proposalFacts } from './queries/facts.ts'

/** Binds what is asked and done about the clocks of a proposal: the proposal says who sees them, the clocks the rest. */
export function registerProposalClockRoutes(app: FastifyInstance, http: HttpDeps): void {
  /** The proposal first, always: two acts on one matter never wait for each other crosswise. */
  const locked = <T>(ctx: Context, id: string, act: () => Promise<T>) => lockProposal(ctx, id).then(act)
  const seen = async <T>(ctx: Context, id: string, read: () => Promise<T>) => {
    const facts = await proposalFacts(ctx, id)
    if (!facts || !canSee(ctx.actor, facts)) throw notFound('proposal')
    return read()
  }

  implement(app, http, r.listProposalClocks, (ctx, { params }) =>
    seen(ctx, params.id, async () => ({ items: await listClocks(ctx, params.id) })),
  )
  implement(app, http, r.getClockDays, (ctx, { params }) =>
    seen(ctx, params.id, () => getClockDays(ctx, params.id, params.clockId)),
  )
  implement(app, http, r.askExtension, (ctx, { params, body }) =>
    locked(ctx, params.id, () => askExtension(ctx, params.id, params.clockId, body)),
  )
  implement(app, http, r.decideExtension, (ctx, { params, body }) =>
    locked(ctx, params.id, () => decideExtension(ctx, params.id, params.clockId, body)),
  )
  implement(app, http, r.pauseClock, (ctx, { params, body }) =>
    locked(ctx, params.id, () => pauseClock(ctx, params.id, params.clockId, body.note)),
  )
  implement(app, http, r.resumeClock, (ctx, { params, body }) =>
    locked(ctx, params.id, () => resumeClock(ctx, params.id, params.clockId, body.note)),
  )
}
