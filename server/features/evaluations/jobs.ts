import { systemActor } from '#platform/context.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { closeDue } from './commands/after-closing.ts'
import { openMutualAppraisals, recastMutual, revealDue } from './commands/mutual.ts'

/** Opens the two-way appraisal once a proposal is rated; of one rated 不满意 once it is concluded, since it is handled again. */
export const mutualSubscriber: Subscriber = {
  name: 'evaluations.open-mutual',
  types: ['proposal.rated', 'proposal.ratingChanged', 'proposal.ratingClosed', 'proposal.concluded'],
  async handle(db, event, now) {
    const actor = systemActor(event.committeeId)
    await openMutualAppraisals({ db, actor, now, requestId: `event ${event.id}` }, event.subjectId)
  },
}

/** Gives the scores of a body's proposal to its drafters, whenever they are named. Source: 集体提案计主要成员（桐城 2019）. */
export const draftersSubscriber: Subscriber = {
  name: 'evaluations.recast-mutual',
  types: ['proposal.draftersNamed'],
  async handle(db, event, now) {
    const actor = systemActor(event.committeeId)
    await recastMutual({ db, actor, now, requestId: `event ${event.id}` }, event.subjectId)
  },
}

/** Timed work of appraisals. */
export const evaluationJobs: readonly TimedJob[] = [
  {
    name: 'evaluations.reveal-mutual',
    title: '公开到期的双向评议',
    cron: '10 0 * * *',
    async run(db, now) {
      await revealDue(db, now)
    },
  },
  {
    // Ballots are refused from the closing time on by the time itself; this only moves the state.
    name: 'evaluations.close-appraisals',
    title: '截止到时的民主评议',
    cron: '*/5 * * * *',
    async run(db, now) {
      await closeDue(db, now)
    },
  },
]
