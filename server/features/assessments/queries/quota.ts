import type { Assessment, AssessmentKind } from '#contract/assessments.ts'
import type { ScoringScheme } from '#contract/scoring-scheme.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { bestGrade, placesOf } from '../rules.ts'
import { quotaSetting } from '../settings.ts'

/** How many may have the highest grade and how many have it now; null where the committee sets no share or the scheme one grade only. */
export async function quotaOf(
  ctx: Pick<Context, 'db' | 'actor'>,
  round: { id: string; kind: AssessmentKind; subjects: number; scheme: ScoringScheme | null },
): Promise<Assessment['quota']> {
  const grade = round.scheme && bestGrade(round.scheme)
  if (!grade) return null
  const percent = (await settingInForce(ctx, quotaSetting))[round.kind]
  if (percent === 0) return null
  const { n } = await ctx.db
    .selectFrom('assessment_subjects')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', round.id)
    .where('grade', '=', grade)
    .executeTakeFirstOrThrow()
  return { grade, percent, places: placesOf(round.subjects, percent), proposed: Number(n) }
}
