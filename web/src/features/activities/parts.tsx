import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { formatInstant } from '../../shared/dates.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { AnnouncePartsDialog, PartsDialog } from './parts-dialog.tsx'
import { stateTones, stateWords } from './words.ts'

type Part = Activity['parts'][number]

/** The sub-meetings of a meeting: for a member one's own, the others folded; for who runs it all of them. */
export function Parts({ one }: { one: Activity }) {
  const adds = one.actions.includes('addPart')
  const [asking, setAsking] = useState<'add' | 'announce' | null>(null)
  const drafts = one.parts.filter((part) => part.state === 'draft').length
  if (one.parts.length === 0 && !adds) return null
  const mine = one.counts === null ? one.parts.filter((part) => part.invited) : []
  const others = mine.length > 0 ? one.parts.filter((part) => !part.invited) : []
  return (
    <Section
      title={mine.length > 0 ? '您的分会' : '分会'}
      actions={
        adds && (
          <>
            {drafts > 1 && (
              <Button type="primary" onClick={() => setAsking('announce')}>{`一起发通知（${drafts} 场）`}</Button>
            )}
            <Button onClick={() => setAsking('add')}>按小组各添一场</Button>
            <Link to="/activities/new" search={{ of: one.id }} className="button">
              添小组会、联组会
            </Link>
          </>
        )
      }
    >
      {one.parts.length === 0 ? (
        <p className="faint">没有分会。分组讨论、联组会可以在这里添，各有各的名单和请假。</p>
      ) : (
        <PartList parts={mine.length > 0 ? mine : one.parts} />
      )}
      {others.length > 0 && (
        <details className="other-parts">
          <summary>{`其他 ${others.length} 场分会`}</summary>
          <PartList parts={others} />
        </details>
      )}
      {asking === 'add' && <PartsDialog one={one} close={() => setAsking(null)} />}
      {asking === 'announce' && <AnnouncePartsDialog one={one} close={() => setAsking(null)} />}
    </Section>
  )
}

function PartList({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="plain-list">
      {parts.map((part) => (
        <li key={part.id}>
          <Link to="/activities/$id" params={{ id: part.id }}>
            {part.title}
          </Link>{' '}
          <StateTag tone={stateTones[part.state]}>{stateWords[part.state]}</StateTag>{' '}
          <span className="faint">
            {part.state === 'postponed'
              ? '时间待定'
              : `${formatInstant(part.startsAt)}${part.place ? `，${part.place}` : ''}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
