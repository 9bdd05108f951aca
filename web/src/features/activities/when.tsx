import { civilDateOf, formatCivil, howFar } from '../../shared/dates.ts'
import { clockWords } from '../../shared/matter/due.ts'

const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' })

/** 2026年3月20日 周五 09:00—12:00（还有 3 天）; over several days both are named. `off`: put off, so that nobody goes there then. */
export function When({
  startsAt,
  endsAt,
  far = true,
  lines = false,
  off = false,
}: {
  startsAt: string
  endsAt: string
  far?: boolean
  lines?: boolean
  off?: boolean
}) {
  const [from, to] = [civilDateOf(startsAt), civilDateOf(endsAt)]
  if (off)
    return (
      <span className="date-text">
        <strong>时间待定</strong>{' '}
        <span className="faint">
          （原定
          <s>
            <time dateTime={startsAt}>{`${formatCivil(from)} ${clockWords(startsAt)}`}</time>
          </s>
          ，已延期）
        </span>
      </span>
    )
  if (lines)
    return (
      <time dateTime={startsAt} className="date-text when-lines">
        <span>{`${formatCivil(from)} ${weekday.format(new Date(startsAt))}`}</span>
        <span>
          {from === to ? `${clockWords(startsAt)}—${clockWords(endsAt)}` : `至 ${formatCivil(to)}`}
          <span className="faint">（{howFar(from)}）</span>
        </span>
      </time>
    )
  return (
    <time dateTime={startsAt} className="date-text">
      {/* A whole date is wider than a phone leaves in the largest type. */}
      <span>{`${formatCivil(from)} ${weekday.format(new Date(startsAt))}`}</span>{' '}
      <span className="nowrap">{clockWords(startsAt)}</span>
      {from === to ? (
        <span className="nowrap">{`—${clockWords(endsAt)}`}</span>
      ) : (
        <>
          {' 至 '}
          {`${formatCivil(to)} `}
          <span className="nowrap">{clockWords(endsAt)}</span>
        </>
      )}
      {far && <span className="faint nowrap">（{howFar(from)}）</span>}
    </time>
  )
}
