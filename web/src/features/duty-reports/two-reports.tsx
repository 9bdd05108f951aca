import { Button } from 'antd'
import { useState } from 'react'
import type { ReportPart } from '#contract/duty-reports.ts'
import { OptionList } from '../../shared/matter/option-list.tsx'
import { ConflictSide } from '../proposals/draft/conflict-side.tsx'
import { applyChoices, joinParts, type PartChoice, textUnder } from './text.ts'

interface Props {
  base: readonly ReportPart[]
  mine: readonly ReportPart[]
  theirs: readonly ReportPart[]
  onChoose: (parts: ReportPart[]) => void
}

const choices: { code: PartChoice; name: string }[] = [
  { code: 'mine', name: '用我写的' },
  { code: 'theirs', name: '用另一处的' },
  { code: 'both', name: '两份都留，我再改' },
]
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** The report was written in two windows: both texts in sight, nothing is lost before somebody has chosen. */
export function TwoReports({ base, mine, theirs, onChoose }: Props) {
  const { merged, conflicts } = joinParts(base, mine, theirs)
  const [chosen, setChosen] = useState<Record<string, PartChoice>>({})
  const open = conflicts.filter((heading) => !chosen[heading])
  return (
    <div className="conflict" role="alert">
      <p>
        这份报告在另一处（您的手机、电脑或另一个窗口）也改过。两份内容都在，请逐个部分选择，选完保存。没有列出的，已自动合在一起。
      </p>
      {conflicts.map((heading) => {
        const [own, other] = [linesOf(textUnder(mine, heading)), linesOf(textUnder(theirs, heading))]
        return (
          <section key={heading} className="sheet">
            <h2>{heading}</h2>
            <div className="conflict-sides">
              <ConflictSide title="您在这里写的" lines={own} others={other} />
              <ConflictSide title="另一处保存的" lines={other} others={own} />
            </div>
            <OptionList
              label="用哪一份"
              inline
              options={choices}
              value={chosen[heading]}
              onChange={(choice) => setChosen({ ...chosen, [heading]: choice })}
            />
          </section>
        )
      })}
      <div className="draft-bar">
        <p className="save-words" role="status">
          {open.length > 0 ? `还有 ${open.length} 个部分没有选` : '都选好了'}
        </p>
        <Button
          type="primary"
          disabled={open.length > 0}
          onClick={() => onChoose(applyChoices(merged, theirs, chosen))}
        >
          按所选的保存
        </Button>
      </div>
    </div>
  )
}
