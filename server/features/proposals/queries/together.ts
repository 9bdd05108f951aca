import { type Expression, type Kysely, sql } from 'kysely'
import type { Proposal, ProposalState } from '#contract/proposals.ts'
import type { DB } from '#platform/database/schema.generated.ts'

interface Together {
  id: string
  number: number | null
  title: string
  proposers: string
  state: string
  leadMemberId: string | null
  main: boolean
  suggestions: unknown
}

const wordingInForce = sql<unknown>`(
  select t.suggestions from proposal_texts t
  where t.committee_id = f.committee_id and t.proposal_id = f.id and t.number = f.text_number)`

/** 并案: the proposal another one is handled with, and those handled with it. Two looks into an index: asked for with «or»
 *  they took a quarter of the time of the whole proposal. */
export function togetherQuery(db: Kysely<DB>, committee: Expression<string>, id: Expression<string>) {
  const others = (main: boolean) =>
    db
      .selectFrom('proposals as f')
      .select(['f.id', 'f.number', 'f.title', 'f.proposers', 'f.state', 'f.lead_member_id as leadMemberId'])
      .select(sql<boolean>`${sql.lit(main)}`.as('main'))
      // Who answers them answers each one's own suggestions.
      .select(main ? sql<unknown>`'[]'::jsonb`.as('suggestions') : wordingInForce.as('suggestions'))
      .where('f.committee_id', '=', committee)
  return others(true)
    .where('f.id', '=', sql<string>`p.merged_into`)
    .unionAll(others(false).where('f.merged_into', '=', id))
    .orderBy('number')
}

const onWire = ({ main: _, leadMemberId: __, suggestions: ___, state, ...one }: Together) => ({
  ...one,
  state: state as ProposalState,
})

/** As the wire has it, with the state of the one it is handled with. */
export function togetherOf(rows: readonly Together[]): Pick<Proposal, 'mergedInto' | 'merged'> {
  return {
    mergedInto: rows.filter((one) => one.main).map(onWire)[0] ?? null,
    merged: rows
      .filter((one) => !one.main)
      .map((one) => ({ ...onWire(one), suggestions: one.suggestions as string[] })),
  }
}
