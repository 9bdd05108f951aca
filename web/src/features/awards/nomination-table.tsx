import { Link } from '@tanstack/react-router'
import type { AwardRound, Nomination } from '#contract/awards.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { EmptyState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import type { Asking } from './award-dialogs.tsx'
import { kindWords, nominationWords, outcomeTones, outcomeWords } from './words.ts'

/** Who is nominated or commended: by number and name, never by votes. */
export function NominationTable({ round, ask }: { round: AwardRound; ask: (asking: Asking) => void }) {
  const { nominations, actions, kind, state, rules } = round
  if (nominations.length === 0)
    return (
      <EmptyState title={state === 'nominating' ? '还没有人提名' : '没有候选'}>
        {actions.includes('nominate') && <p>点“去提名”，从名单里选。</p>}
      </EmptyState>
    )
  const counted = nominations.some((one) => one.votes !== null)
  const columns: Column<Nomination>[] = [
    {
      key: 'name',
      title: kindWords[kind],
      bare: true,
      render: (one) => (
        <>
          {one.proposalId ? (
            <Link to="/proposals/$id" params={{ id: one.proposalId }}>
              {one.name}
            </Link>
          ) : (
            one.name
          )}
          {one.collective && <span className="tag">集体</span>}
        </>
      ),
    },
    ...(kind === 'units'
      ? []
      : [
          {
            key: 'about',
            title: kind === 'proposals' ? '提案者' : '单位和职务',
            render: (one: Nomination) => one.about,
          },
        ]),
    {
      key: 'reason',
      title: '提名理由',
      render: (one) => (
        <>
          {one.reason}
          {one.nominatedBy && <span className="faint">（{one.nominatedBy}提名）</span>}
        </>
      ),
    },
    ...(counted
      ? [
          {
            key: 'count',
            title: rules.method === 'vote' ? '得票' : '平均分',
            align: 'right' as const,
            render: (one: Nomination) =>
              one.state !== 'admitted'
                ? ''
                : rules.method === 'vote'
                  ? one.votes
                  : one.centipoints === null
                    ? ''
                    : (one.centipoints / 100).toFixed(2),
          },
        ]
      : []),
    ...(state === 'nominating' || state === 'voting'
      ? []
      : [
          {
            key: 'state',
            title: '情况',
            render: (one: Nomination) => (
              <>
                {one.outcome ? (
                  <StateTag tone={outcomeTones[one.outcome]}>
                    {one.outcome === 'won' && state === 'awarded' ? '已表彰' : outcomeWords[one.outcome]}
                  </StateTag>
                ) : (
                  nominationWords[one.state]
                )}
                {one.note && <span className="faint">：{one.note}</span>}
              </>
            ),
          },
        ]),
    ...(actions.includes('examine')
      ? [
          {
            key: 'acts',
            title: '审核',
            acts: true,
            render: (one: Nomination) => (
              <>
                {one.state !== 'admitted' && (
                  <LinkButton onClick={() => ask({ what: 'admit', nomination: one })}>列入候选</LinkButton>
                )}{' '}
                {one.state !== 'refused' && (
                  <LinkButton onClick={() => ask({ what: 'refuse', nomination: one })}>不列入</LinkButton>
                )}
              </>
            ),
          },
        ]
      : []),
  ]
  return <DataTable caption={kindWords[kind]} rows={nominations} rowKey={(one) => one.id} columns={columns} />
}
