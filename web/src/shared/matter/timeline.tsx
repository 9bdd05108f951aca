import './matter.css'
import type { HistoryEntry } from '#contract/common.ts'
import { today } from '../dates.ts'
import { instantWords } from './due.ts'

interface TimelineProps {
  entries: readonly HistoryEntry[]
  /** What an entry says: its heading and the lines below. */
  words: (entry: HistoryEntry) => { title: string; lines: string[] }
}

/** What happened, the latest last: when, what, by whom, and with which words. */
export function Timeline({ entries, words }: TimelineProps) {
  return (
    <ol className="timeline">
      {entries.map((entry) => {
        const { title, lines } = words(entry)
        return (
          <li key={entry.id}>
            <div className="timeline-head">
              <strong>{title}</strong>
              <span className="timeline-who">{whoWords(entry)}</span>
              <time dateTime={entry.at}>{instantWords(entry.at, today())}</time>
            </div>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        )
      })}
    </ol>
  )
}

function whoWords(entry: HistoryEntry): string {
  return entry.delegatedBy ? `${entry.actorName}（${entry.delegatedBy}代录）` : entry.actorName
}
