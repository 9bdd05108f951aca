import { Button } from 'antd'
import type { MemberFields } from '#contract/members.ts'
import { changedFields } from './changed-fields.ts'
import { fieldWords } from './words.ts'

interface Props {
  before: MemberFields
  theirs: MemberFields
  mine: Partial<MemberFields>
  onKeepMine: () => void
  onTakeTheirs: (fields: Partial<MemberFields>) => void
}

const show = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value ?? '')) || '空'

/** Somebody else saved first: what they changed, beside what is typed here. Nothing is lost either way. */
export function StaleNote({ before, theirs, mine, onKeepMine, onTakeTheirs }: Props) {
  const changed = changedFields(before, theirs)
  const fields = Object.keys(changed) as (keyof MemberFields)[]
  return (
    <section className="sheet change-card" role="alert">
      <h2>刚才别人也改了这份资料</h2>
      <p>别人改了下面几项。您填的内容还在，请选一种再保存。</p>
      <dl className="change-fields">
        {fields.map((field) => (
          <div key={field}>
            <dt>{fieldWords[field]}</dt>
            <dd>
              <span className="faint">别人</span>
              <span className="preserve">{show(theirs[field])}</span>
              <span className="faint">您填</span>
              <span className="preserve">{show(mine[field])}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="form-buttons">
        <Button onClick={() => onTakeTheirs(changed)}>这几项用别人改的</Button>
        <Button onClick={onKeepMine}>都用我填的</Button>
      </div>
    </section>
  )
}
