import './matter.css'
import { today } from '../dates.ts'
import { Icon } from '../icons.tsx'
import { dateWords, distance } from './due.ts'
import { useWorkingDays } from './working-day.ts'

/** A due date and how far away it is: 6月30日前 · 还有 3 个工作日. What is over or near has a sign and words, not colour alone. */
export function DueDate({ on, label }: { on: string; label?: string }) {
  const { words, urgency } = distance(on, today(), useWorkingDays())
  const pressing = urgency !== 'far'
  return (
    <span className={`due-date due-${urgency}`}>
      {pressing && <Icon name={urgency === 'over' ? 'warn' : 'clock'} />}
      <span>
        {label && `${label} `}
        <time dateTime={on}>{dateWords(on, today())}</time>
        <span className="due-comma">，</span>
        <span className="due-distance">{words}</span>
      </span>
    </span>
  )
}

/** A term that stands still: no day is named that does not run. */
export const Paused = () => <span className="tag">暂停计算</span>
