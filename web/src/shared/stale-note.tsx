import { Button } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  /** What somebody else saved first: 这份资料. */
  what: string
  /** The fields in which the two differ. */
  lines: readonly { key: string; label: string; theirs: ReactNode; mine: ReactNode }[]
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Somebody else saved first: what they changed, beside what is typed here. Nothing is lost either way. */
export function StaleNote({ what, lines, onKeepMine, onTakeTheirs }: Props) {
  return (
    <section className="sheet change-card" role="alert">
      <h2>{`刚才别人也改了${what}`}</h2>
      <p>别人改了下面几项。您填的内容还在，请选一种再保存。</p>
      <dl className="change-fields">
        {lines.map(({ key, label, theirs, mine }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <span className="faint">别人</span>
              <span className="preserve">{theirs}</span>
              <span className="faint">您填</span>
              <span className="preserve">{mine}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="form-buttons">
        <Button onClick={onTakeTheirs}>这几项用别人改的</Button>
        <Button onClick={onKeepMine}>都用我填的</Button>
      </div>
    </section>
  )
}
