import { sql } from 'kysely'
import type { RouteResponse } from '#contract/route.ts'
import type { speechRoutes as r, Speech, SpeechCall, SpeechForm, SpeechState } from '#contract/speeches.ts'
import { occasionFor } from '#features/attendance/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { readsWords, seesSpeech, speechActions } from '../access.ts'
import { aidsOf, goesOn, mayCollect, newPlaces, oralMinutes, takes } from '../rules.ts'
import { spokenInTerm } from './load.ts'

/** Calls of a meeting, and the speeches the actor may see: the oral ones in their order, then as handed in.
 *  @throws DomainError not-found */
export async function listSpeeches(ctx: Context, activityId: string): Promise<RouteResponse<typeof r.listSpeeches>> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  const today = civilDateOf(ctx.now)
  const { committeeId, memberId, role } = ctx.actor
  const rows = await ctx.db
    .selectFrom('speech_calls')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('activity_id', '=', activityId)
    .orderBy('created_at')
    .limit(20)
    .execute()
  const found = await speechesOf(
    ctx,
    rows.map((row) => row.id),
  )
  const open = goesOn(occasion.state)
  const oral = (callId: string) => found.filter((one) => one.callId === callId && one.form === 'oral')
  const written = (callId: string) => found.some((one) => one.callId === callId && one.state === 'written')
  const drafts = await ctx.db
    .selectFrom('speech_drafts')
    .select(['call_id as callId', 'saved_at as savedAt'])
    .where('committee_id', '=', committeeId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('speech_id', 'is', null)
    .where(sql<boolean>`call_id = any(${rows.map((row) => row.id)}::uuid[])`)
    .execute()
  const calls = rows.map((row): SpeechCall => {
    const call = { opensOn: row.opens_on, closesOn: row.closes_on }
    const mine = role === 'member' && occasion.invited && open && takes(call, today)
    return {
      ...call,
      id: row.id,
      activityId,
      title: row.title,
      words: row.words,
      oralMinutes: row.oral_minutes,
      oralPlaces: row.oral_places,
      collectedAt: row.collected_at,
      draftSavedAt: drafts.find((one) => one.callId === row.id)?.savedAt ?? null,
      timing:
        row.timed_speech_id === null || row.timed_at === null
          ? null
          : { speechId: row.timed_speech_id, startedAt: row.timed_at },
      version: row.version,
      actions: [
        ...(facts.runs && open ? (['edit', 'submit', 'order'] as const) : mine ? (['submit'] as const) : []),
        ...(facts.runs && open && newPlaces(oral(row.id)).length > 0 ? (['tellOrder'] as const) : []),
        ...(facts.runs && mayCollect(call, today) && written(row.id) ? (['collect'] as const) : []),
        ...(facts.runs && row.collected_at !== null ? (['uncollect'] as const) : []),
      ],
    }
  })
  const spoken = facts.runs ? await spokenInTerm(ctx, occasion.termId) : new Map<string, number>()
  const items = found.flatMap((row): Speech[] => {
    const standing = {
      hosts: facts.runs,
      reads: facts.reads,
      author: memberId !== null && row.memberId === memberId,
      state: row.state,
    }
    if (!seesSpeech(standing)) return []
    const call = calls.find((one) => one.id === row.callId)!
    const { toldPlace, ...shown } = row
    return [
      {
        ...shown,
        toldPlace: facts.runs || standing.author ? toldPlace : null,
        words: readsWords(standing) ? row.words : '',
        note: facts.runs || standing.author ? row.note : '',
        aids: facts.runs
          ? aidsOf(
              row,
              found.filter((one) => one.callId === row.callId),
              spoken.get(row.memberId) ?? 0,
            )
          : null,
        actions: speechActions(standing, { open: takes(call, today), form: row.form }),
      },
    ]
  })
  return {
    now: ctx.now.toISOString(),
    calls,
    items,
    mayCall: facts.runs && occasion.state === 'announced',
    defaults: { oralMinutes },
  }
}

/** Speeches of calls with who speaks, in the order of the meeting. */
export function speechesOf(ctx: Context, callIds: readonly string[]) {
  return ctx.db
    .selectFrom('speeches as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 's.committee_id').onRef('m.id', '=', 's.member_id'),
    )
    .select([
      's.id',
      's.call_id as callId',
      's.title',
      's.words',
      's.member_id as memberId',
      'm.name as memberName',
      's.body',
      's.position',
      's.told_place as toldPlace',
      's.seconds',
      's.given_at as givenAt',
      's.note',
      's.submitted_at as submittedAt',
      's.version',
      sql<SpeechState>`s.state`.as('state'),
      sql<SpeechForm | null>`s.form`.as('form'),
      sql<Speech['wish']>`s.wish`.as('wish'),
      sql<string>`coalesce((select g.name from group_members x join groups g on g.committee_id = x.committee_id
        and g.id = x.group_id where x.committee_id = s.committee_id and x.member_id = s.member_id
        and x.exclusive_kind = 'sector' and x.ends_on is null), '')`.as('sector'),
    ])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where(sql<boolean>`s.call_id = any(${[...callIds]}::uuid[])`)
    .orderBy('s.call_id')
    .orderBy('s.position', (o) => o.asc().nullsLast())
    .orderBy('s.submitted_at')
    .orderBy('s.id')
    .limit(1000)
    .execute()
}
