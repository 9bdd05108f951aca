import './awards.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AwardAction, type AwardRound, awardRoutes } from '#contract/awards.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { DownloadButton, download } from '../../shared/download-button.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toastError } from '../../shared/toast.tsx'
import { NumberDialog } from '../documents/number-dialog.tsx'
import { type Asking, AwardDialogs } from './award-dialogs.tsx'
import { BallotForm } from './ballot-form.tsx'
import { NominationTable } from './nomination-table.tsx'
import { PublicNotice } from './public-notice.tsx'
import { actionWords, kindWords, nominatorWords, stateTones, stateWords, unitOf, yearsOf } from './words.ts'

/** One round of commendation, from the nominations to the award, for whoever it concerns. */
export function AwardPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({ ...apiQuery(awardRoutes.getAwardRound, { params: { id } }), staleTime: 0 })
  return (
    <QueryState query={query} lines={10}>
      {(round) => <Round round={round} />}
    </QueryState>
  )
}

const steps: readonly AwardAction[] = [
  'closeNomination',
  'openVoting',
  'closeVoting',
  'decideTie',
  'approve',
  'award',
  'reopenNomination',
  'cancel',
]

function Round({ round }: { round: AwardRound }) {
  const client = useQueryClient()
  const me = useMe()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [numbering, setNumbering] = useState(false)
  const { actions, state, kind } = round
  const open = steps.filter((step) => actions.includes(step))
  const done = state === 'notice' || state === 'awarded'
  const takeWord = async () => {
    try {
      await download(awardRoutes.getCommendation, { params: { id: round.id } }, `${round.title}表彰决定.docx`)
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Page
      title={round.title}
      lead={
        <>
          {kindWords[kind]}，{yearsOf(round)} <StateTag tone={stateTones[state]}>{stateWords[state]}</StateTag>
        </>
      }
      back={{ to: '/awards', label: '提案评优' }}
      actions={
        <>
          {open.map((step, i) => (
            <Button
              key={step}
              type={i === 0 && step !== 'cancel' && step !== 'reopenNomination' ? 'primary' : 'default'}
              onClick={() => setAsking({ what: step })}
            >
              {actionWords[step]}
            </Button>
          ))}
          {actions.includes('edit') && <Button onClick={() => setAsking({ what: 'edit' })}>修改</Button>}
          {done && (
            <>
              <Button onClick={() => void takeWord()}>表彰决定（Word）</Button>
              {round.state === 'awarded' && hasRole(me, 'proposalOffice') && (
                <Button onClick={() => setNumbering(true)}>编发文字号</Button>
              )}
              <Button onClick={() => window.print()}>打印</Button>
              <DownloadButton
                route={{ ...awardRoutes.exportCommendation, path: `/award-rounds/${round.id}/export` as '/' }}
                query={{}}
                name={`${round.title}名单`}
              />
            </>
          )}
        </>
      }
    >
      {numbering && (
        <NumberDialog
          name="表彰决定"
          issue={(typed) => call(awardRoutes.issueCommendationNumber, { params: { id: round.id }, body: { typed } })}
          onDone={() => undefined}
          onClose={() => setNumbering(false)}
        />
      )}
      <NextWords round={round} />
      {actions.includes('vote') && (
        <BallotForm key={round.id} round={round} onDone={() => client.invalidateQueries()} />
      )}
      {!actions.includes('vote') && (
        <Section
          title={done ? '表彰名单' : '候选'}
          actions={
            actions.includes('nominate') && (
              <Link to="/awards/$id/candidates" params={{ id: round.id }} className="button">
                去提名
              </Link>
            )
          }
        >
          <NominationTable round={round} ask={setAsking} />
        </Section>
      )}
      <RoundFacts round={round} />
      {(actions.includes('publish') || round.published) && (
        <PublicNotice round={round} onDone={() => client.invalidateQueries()} />
      )}
      {(actions.includes('object') || round.objections.length > 0) && (
        <Section
          title="公示中的异议"
          actions={
            actions.includes('object') && (
              <Button size="small" onClick={() => setAsking({ what: 'object' })}>
                登记异议
              </Button>
            )
          }
        >
          {round.objections.length === 0 ? (
            <p className="faint">还没有收到异议。</p>
          ) : (
            <ul className="award-objections">
              {round.objections.map((one) => (
                <li key={one.id}>
                  <p>
                    <CivilDate value={one.receivedOn} />，{one.fromWhom}
                    {one.nominationId &&
                      `，关于${round.nominations.find((n) => n.id === one.nominationId)?.name ?? '一个候选'}`}
                  </p>
                  <p className="preserve">{one.words}</p>
                  {one.decidedAt ? (
                    <p>
                      <strong>结论：</strong>
                      {one.decision}{' '}
                      <span className="faint">
                        <Instant value={one.decidedAt} />
                      </span>
                    </p>
                  ) : (
                    actions.includes('object') && (
                      <LinkButton onClick={() => setAsking({ what: 'decideObjection', objection: one })}>
                        写结论
                      </LinkButton>
                    )
                  )}
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {round.voters.length > 0 && (
        <Section title={`表决人（已投 ${round.votedCount}／${round.voterCount}）`}>
          <p>
            {round.voters.map((one) => (
              <span key={one.accountId} className="award-voter">
                {one.name}
                {one.voted ? <span className="faint">（已投）</span> : <strong>（未投）</strong>}
              </span>
            ))}
          </p>
        </Section>
      )}
      <AwardDialogs
        round={round}
        asking={asking}
        close={() => setAsking(null)}
        done={() => client.invalidateQueries()}
      />
    </Page>
  )
}

/** Where it stands and whose turn it is, in a sentence. */
function NextWords({ round }: { round: AwardRound }) {
  const { state, actions } = round
  const words = {
    nominating: actions.includes('nominate') ? '正在提名。点“去提名”，看办理情况再提。' : '正在提名。',
    examining: '提名结束了。逐个审核，列入候选的才上选票；都审完了再开始表决。',
    voting: actions.includes('vote')
      ? ''
      : actions.includes('closeVoting')
        ? `正在表决，已投 ${round.votedCount}／${round.voterCount}。到齐了，或者时间到了，再结束表决。`
        : '您已经投过票了，谢谢。结果等公示。',
    counted: actions.includes('decideTie')
      ? `有同票的，还剩 ${round.tiedSeats} 个名额要决定。`
      : actions.includes('approve')
        ? '票数已经算好。报会议审定以后，登记审定并开始公示。'
        : '表决结束了，结果等公示。',
    notice: '正在公示。对名单有意见的，请向提案委办公室反映。',
    awarded: '',
    cancelled: `这一轮取消了：${round.cancelReason}`,
  }[state]
  return (
    <>
      {words && <p className="award-next">{words}</p>}
      {state === 'notice' && round.noticeFrom && round.noticeUntil && (
        <p>
          公示从 <CivilDate value={round.noticeFrom} far={false} /> 到 <CivilDate value={round.noticeUntil} />。
        </p>
      )}
    </>
  )
}

function RoundFacts({ round }: { round: AwardRound }) {
  const { rules, kind } = round
  const quota =
    round.total > 0
      ? `${round.quota} ${unitOf[kind]}（${round.total} ${kind === 'proposals' ? '件' : '家'}的 ${rules.quotaPercent}%）`
      : `${rules.quotaPercent}%，开始表决时按当时的总数算`
  return (
    <Section title="怎样评">
      <Facts
        items={[
          ['名额', quota],
          ...(kind === 'proposals'
            ? ([
                [
                  '集体提案',
                  round.total > 0 ? `不少于 ${round.collectiveMin} 件` : `不少于名额的 ${rules.collectivePercent}%`,
                ],
              ] as const)
            : []),
          ['谁提名', ['提案委办公室', ...rules.nominators.map((one) => nominatorWords[one])].join('、')],
          [
            '怎样表决',
            `${rules.secret ? '无记名' : '记名'}${rules.method === 'vote' ? '投票' : '打分'}${rules.method === 'vote' && rules.needsMajority ? '，过半数才能入选' : ''}`,
          ],
          ['评选标准', rules.criteria.map((one) => `${one.name}（${one.points} 分）`).join('；')],
          ['公示', `${rules.noticeWorkingDays} 个工作日`],
          ...(round.approval
            ? ([
                [
                  '审定',
                  `${round.approval.by}，${round.approval.on}${round.approval.note ? `：${round.approval.note}` : ''}`,
                ],
              ] as const)
            : []),
          ...(round.tieReason ? ([['同票怎样定的', round.tieReason]] as const) : []),
        ]}
      />
    </Section>
  )
}
