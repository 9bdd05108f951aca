import './votes.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Vote, type VoteAction, voteRoutes } from '#contract/votes.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { Ballot, BallotAsWritten } from './ballot.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { HandsDialog } from './hands-dialog.tsx'
import { CloseDialog, GivePaperDialog } from './paper-dialogs.tsx'
import { ResultView } from './result-view.tsx'
import {
  actionWords,
  baseWords,
  electorateWords,
  formWords,
  kindWords,
  shareWords,
  standingOf,
  stateTones,
} from './words.ts'

/** One vote of a meeting: the ballot for members, its steps for who runs it, the result for everybody. */
export function VotePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(voteRoutes.getVote, { params: { id } }),
    staleTime: 0,
    // While it is prepared or open others change it; a ballot being filled in is not disturbed by that.
    refetchInterval: (of) =>
      of.state.data?.state === 'closed' || of.state.data?.state === 'withdrawn' ? false : 4_000,
  })
  return (
    <QueryState query={query} lines={8}>
      {(vote) => <VoteOf vote={vote} />}
    </QueryState>
  )
}

const steps: readonly VoteAction[] = ['open', 'close', 'givePaper', 'recordHands', 'edit', 'reopen', 'withdraw']

function VoteOf({ vote }: { vote: Vote }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<VoteAction | null>(null)
  const { actions, state, result } = vote
  const done = () => client.invalidateQueries()
  const takeWord = () =>
    download(voteRoutes.getVoteReport, { params: { id: vote.id } }, `${vote.title}结果报告单.docx`).catch(toastError)
  return (
    <Page
      title={vote.title}
      lead={
        <>
          {formWords[vote.form]}
          {kindWords[vote.kind]}
          {vote.round > 1 && `，第 ${vote.round} 次`} <StateTag tone={stateTones[state]}>{standingOf(vote)}</StateTag>
        </>
      }
      back={{ to: '/activities/$id/votes', label: '表决和选举', params: { id: vote.activityId } }}
      actions={
        <>
          {steps
            .filter((step) => actions.includes(step))
            .map((step, i) => (
              <Button
                key={step}
                type={i === 0 && state !== 'closed' ? 'primary' : 'default'}
                onClick={() => setAsking(step)}
              >
                {actionWords[step]}
              </Button>
            ))}
          {result && (
            <>
              <Button onClick={() => void takeWord()}>结果报告单（Word）</Button>
              <Button onClick={() => window.print()}>打印</Button>
            </>
          )}
        </>
      }
    >
      <Standing vote={vote} />
      {actions.includes('cast') && <Ballot key={`${vote.id}${vote.round}`} vote={vote} onDone={done} />}
      {state === 'drafted' && vote.presence && <BallotAsWritten vote={vote} />}
      {result && <ResultView vote={vote} result={result} />}
      <Section title="怎样算">
        <Facts
          items={[
            ['会议', vote.activity.title],
            ['表决权', electorateWords[vote.rules.electorate]],
            ['法定人数', `${vote.rules.quorum.denominator} 分之 ${vote.rules.quorum.numerator} 到会`],
            [
              vote.kind === 'election' ? '当选' : '通过',
              `${baseWords[vote.rules.majority.of]}的${shareWords(vote.rules.majority)}赞成`,
            ],
            ...(vote.kind === 'election'
              ? ([['名额', `${vote.rules.seats} 人，${vote.rules.contested ? '差额' : '等额'}`]] as const)
              : []),
            ['总监票人', vote.chiefScrutineer],
            ['监票人', vote.scrutineers],
          ]}
        />
      </Section>
      {vote.voided.length > 0 && (
        <Section title="宣布无效的">
          <ul>
            {vote.voided.map((one) => (
              <li key={`${one.round}${one.at}`}>
                第 {one.round} 次，
                <Instant value={one.at} />：{one.reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Dialogs vote={vote} asking={asking} close={() => setAsking(null)} done={done} />
    </Page>
  )
}

/** Fewer on paper are not counted. */
const leastPaper = 3

/** Where it stands, in a sentence. */
function Standing({ vote }: { vote: Vote }) {
  const { state, presence, mine } = vote
  if (state === 'drafted' && presence)
    return (
      <p className={presence.reached ? 'vote-standing' : 'vote-standing due'} role="status">
        有表决权的 {presence.electorate} 人，现在到会 {presence.present} 人，
        {presence.reached ? '达到法定人数，可以开始。' : `法定要 ${presence.needed} 人，还不能开始。`}
        {presence.withoutAccount > 0 &&
          vote.form === 'secret' &&
          `其中 ${presence.withoutAccount} 人没有账号，开始以后请发纸质票。`}
        {presence.withoutAccount > 0 &&
          presence.withoutAccount < leastPaper &&
          vote.form === 'secret' &&
          `纸质票不足 ${leastPaper} 张看得出是谁投的，不能计票：开始以前请先约好另外几位也用纸质票，先别在手机上投，开始以后点“发纸质票”换给他们。`}
        {presence.withoutAccount > 0 &&
          vote.form === 'named' &&
          `其中 ${presence.withoutAccount} 人没有账号，投不了记名票；请先为他们开户，或者改为无记名、举手。`}
      </p>
    )
  const voided = vote.voided.at(-1)
  if (voided && state === 'drafted')
    return (
      <p className="vote-standing due" role="status">
        第 {voided.round} 次已宣布无效：{voided.reason}。投出的票都已作废，重新开始时请再投一次；到时候这一页自己会变。
      </p>
    )
  if (voided && state === 'withdrawn')
    return (
      <p className="vote-standing" role="status">
        这一项已经撤下：{voided.reason}。
      </p>
    )
  if (state !== 'open') return null
  const words =
    vote.form === 'hands'
      ? '请举手表决，由监票人清点。'
      : mine === 'cast'
        ? '您的票已经投出。结果等总监票人宣布。'
        : mine === 'paper'
          ? '您领的是纸质票，请填好投进票箱。'
          : mine === 'none' && vote.returned === null
            ? '正在表决。开始时您没有签到，或者这一项不由您表决，所以没有选票。'
            : ''
  return (
    <>
      {vote.returned !== null && vote.form !== 'hands' && (
        <p className="vote-standing" role="status">
          发出 {vote.issued} 张{vote.issuedOnPaper ? `（其中纸质票 ${vote.issuedOnPaper} 张）` : ''}，已收回{' '}
          <strong>{vote.returned}</strong> 张。
          {vote.issuedOnPaper !== null &&
            vote.issuedOnPaper > 0 &&
            vote.issuedOnPaper < leastPaper &&
            `纸质票不足 ${leastPaper} 张不能计票，请再给还没有投的换几张。`}
        </p>
      )}
      {words && (
        <p className="vote-standing" role="status">
          {words}
        </p>
      )}
    </>
  )
}

function EditDialog({ vote, onClose, done }: { vote: Vote; onClose: () => void; done: () => Promise<unknown> }) {
  const list = useQuery(apiQuery(voteRoutes.listVotes, { params: { id: vote.activityId } }))
  if (list.isPending) return null
  return (
    <DraftDialog
      vote={vote}
      rules={list.data?.rules ?? { motion: vote.rules, election: vote.rules }}
      onClose={onClose}
      onOk={(body) =>
        call(voteRoutes.editVote, { params: { id: vote.id }, body: { ...body, version: vote.version } }).then(done)
      }
    />
  )
}

interface DialogsProps {
  vote: Vote
  asking: VoteAction | null
  close: () => void
  done: () => Promise<unknown>
}

function Dialogs({ vote, asking, close, done }: DialogsProps) {
  const params = { id: vote.id }
  const after = (words: string) => async () => {
    toast(words)
    await done()
  }
  switch (asking) {
    case 'open':
      return (
        <ConfirmDialog
          open
          title="开始表决？"
          okText="开始表决"
          onClose={close}
          onOk={() => call(voteRoutes.openVote, { params, body: {} }).then(after('已开始'))}
        >
          <p>现在到会的 {vote.presence?.present ?? 0} 人各得一张票，以后签到的不再发。同一个会一次只表决一项。</p>
        </ConfirmDialog>
      )
    case 'close':
      return <CloseDialog vote={vote} onClose={close} done={done} />
    case 'givePaper':
      return <GivePaperDialog vote={vote} onClose={close} done={done} />
    case 'recordHands':
      return <HandsDialog vote={vote} onClose={close} done={after('已记录')} />
    case 'edit':
      return <EditDialog vote={vote} onClose={close} done={after('已保存')} />
    case 'reopen':
      return (
        <ReasonDialog
          open
          title="宣布无效，重新表决"
          okText="宣布无效"
          decisive
          maxLength={500}
          onClose={close}
          onOk={(reason) => call(voteRoutes.reopenVote, { params, body: { reason } }).then(after('已宣布无效'))}
        >
          <p>这一次的选票全部作废。结果和理由留在记录里，再点“开始表决”重新发票。</p>
        </ReasonDialog>
      )
    case 'withdraw':
      return (
        <ReasonDialog
          open
          title="撤下这一项"
          okText="撤下"
          decisive
          maxLength={500}
          onClose={close}
          onOk={(reason) => call(voteRoutes.withdrawVote, { params, body: { reason } }).then(after('已撤下'))}
        />
      )
    default:
      return null
  }
}
