import './proposal.css'
import '../error-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Timeline } from '../../../shared/matter/timeline.tsx'
import { Page, Section } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { ordinal } from '../../../shared/words.ts'
import { AwardLine } from '../../awards/award-line.tsx'
import { PaperMenu } from '../../documents/paper-menu.tsx'
import { MutualSection } from '../../evaluations/mutual-section.tsx'
import { LeadershipSection } from '../../leadership/leadership-section.tsx'
import { PublicationSection } from '../../publishing/publication-section.tsx'
import { Comments } from '../comments/comments.tsx'
import { eventWords } from '../event-words.ts'
import { isOpenStep, type Step, stepsOf } from '../next-steps.ts'
import { kindWords } from '../words.ts'
import { AssignmentList, replyPlace } from './assignment-list.tsx'
import { ListNav } from './list-nav.tsx'
import { Ratings } from './ratings.tsx'
import { Standing } from './standing.tsx'
import { AttachmentSection, ProposalText, Proposers } from './text.tsx'
import { Together } from './together.tsx'

const StepTaker = lazy(() => import('../desk/step-taker.tsx').then((m) => ({ default: m.StepTaker })))

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One proposal as its story, from where it stands to what happened. */
export function ProposalPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const isId = uuidShape.test(id)
  const query = useQuery({ ...apiQuery(proposalRoutes.getProposal, { params: { id } }), enabled: isId })
  if (!isId)
    return (
      <Page title="提案" back={{ to: '/proposals', label: '提案' }}>
        <EmptyState title="没有这件提案">
          <p>地址不完整，或者写错了。请从提案列表里重新打开。</p>
        </EmptyState>
      </Page>
    )
  return (
    <div className="makes-room story-room">
      <ListNav id={id} />
      <QueryState query={query} lines={12}>
        {(proposal) => <Story key={proposal.id} proposal={proposal} />}
      </QueryState>
    </div>
  )
}

function Story({ proposal }: { proposal: Proposal }) {
  const { step, on, back } = useSearch({ strict: false }) as {
    step?: string
    on?: string
    /** Where one goes on once the step is taken. */
    back?: string
  }
  const navigate = useNavigate()
  const open = isOpenStep(proposal, step, on)
  const take = (next: Step | null) =>
    void navigate({
      to: '.',
      search: (next ? { step: next.key, on: next.on } : {}) as never,
      replace: next === null,
      resetScroll: false,
    })
  const close = () =>
    back === 'reply' && on
      ? void navigate({
          to: '/proposals/$id/reply/$assignmentId',
          params: { id: proposal.id, assignmentId: on },
          replace: true,
        })
      : take(null)
  useEffect(() => {
    if (location.hash === `#${replyPlace}`) document.getElementById(replyPlace)?.scrollIntoView()
  }, [])
  const steps = stepsOf(proposal)
  const rates = [steps.primary, ...steps.also].find((one) => one?.key === 'rate')
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  return (
    <Page
      title={proposal.title || '还没有写案由的提案'}
      lead={leadWords(proposal)}
      width="wide"
      actions={<PaperMenu proposalId={proposal.id} />}
    >
      <div className="story">
        <div className="story-main">
          {proposal.registeredAt && <AwardLine proposalId={proposal.id} />}
          <Standing proposal={proposal} steps={steps} onTake={take} />
          <ProposalText proposal={proposal} />
          {proposal.wordings > 1 && (
            <p className="no-print">
              <Link to="/proposals/$id/wordings" params={{ id: proposal.id }}>
                {`看历次文稿和改动（共 ${proposal.wordings} 稿）`}
              </Link>
            </p>
          )}
          <Together proposal={proposal} />
          <AttachmentSection proposal={proposal} />
          <AssignmentList
            proposal={proposal}
            replyClasses={options.data?.replyClasses ?? []}
            onTake={take}
            side={steps.side}
          />
          {rates && (
            <section className="standing no-print" aria-label="评价">
              <p>看完了答复，请您评价办理工作和办理结果。</p>
              <div className="standing-steps">
                <button type="button" className="button button-primary standing-primary" onClick={() => take(rates)}>
                  去评价
                </button>
              </div>
            </section>
          )}
          <Ratings proposal={proposal} />
        </div>
        <div className="story-rest">
          <Proposers proposal={proposal} />
          {proposal.comments && proposal.comments.threads + proposal.coSigners.length > 0 && (
            <Comments proposal={proposal} />
          )}
          {proposal.ratings.length > 0 && <MutualSection proposalId={proposal.id} />}
          {proposal.registeredAt && <LeadershipSection proposalId={proposal.id} />}
          {proposal.registeredAt && <PublicationSection proposalId={proposal.id} />}
          {proposal.history.length > 0 && (
            <Section title="经过">
              <Timeline entries={proposal.history} words={eventWords} />
            </Section>
          )}
        </div>
      </div>
      {open && <Suspense>{<StepTaker proposal={proposal} step={open} onClose={close} />}</Suspense>}
    </Page>
  )
}

function leadWords(proposal: Proposal): string {
  const session = proposal.sessionNumber ? `${ordinal(proposal.sessionNumber)}次会议` : '（平时）'
  const number = proposal.numberText || `第${ordinal(proposal.termNumber)}届${session}`
  return [number, kindWords[proposal.kind], proposal.onPaper && '纸质，代录', proposal.category]
    .filter(Boolean)
    .join(' · ')
}
