import '../page/proposal.css'
import './versions.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type Wording, writingRoutes } from '#contract/writing.ts'
import { apiQuery } from '../../../shared/api.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Page } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { ProposalText } from '../page/text.tsx'
import { Difference } from './difference.tsx'

/** The wordings of a proposal, the newest first: who wrote it when, why it was given back, what changed from the one before. */
export function VersionsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(apiQuery(writingRoutes.listWordings, { params: { id } }))
  return (
    <Page
      title="历次文稿"
      lead="每次提交的文稿都原样留存，改动逐处标出。"
      back={{ to: '/proposals/$id', params: { id }, label: '提案' }}
      width="reading"
    >
      <QueryState
        query={query}
        lines={12}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="还没有提交过的文稿">
            <p>提交之后，每一稿都会列在这里。</p>
          </EmptyState>
        }
      >
        {({ items }) =>
          items
            .map((wording, index) => <OneWording key={wording.number} wording={wording} before={items[index - 1]} />)
            .reverse()
        }
      </QueryState>
    </Page>
  )
}

const on = (instant: string) => dateWords(civilDateOf(instant), today())

function OneWording({ wording, before }: { wording: Wording; before?: Wording }) {
  return (
    <section className="wording">
      <h2>
        {`第 ${wording.number} 稿 `}
        {wording.returnedAt ? (
          <StateTag tone="due">已退回修改</StateTag>
        ) : wording.handedInAt ? (
          <StateTag tone="done">已提交</StateTag>
        ) : (
          <StateTag tone="open">正在写</StateTag>
        )}
      </h2>
      <p className="faint">
        {[
          wording.writtenBy,
          wording.handedInAt ? `${on(wording.handedInAt)}提交` : `${on(wording.writtenAt)}保存`,
          wording.returnedAt && `${on(wording.returnedAt)}由${wording.returnedBy || '提案委办公室'}退回`,
        ]
          .filter(Boolean)
          .join('，')}
      </p>
      {wording.returnedAt && wording.returnNote && (
        <blockquote className="said-note">
          <strong>退回意见</strong>
          <p className="preserve">{wording.returnNote}</p>
        </blockquote>
      )}
      {before && <Difference before={before} after={wording} />}
      <details className="fold wording-text" open={!before}>
        <summary>{`第 ${wording.number} 稿全文`}</summary>
        <h3>{wording.title}</h3>
        <ProposalText proposal={wording} />
      </details>
    </section>
  )
}
