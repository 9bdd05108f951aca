import { Button } from 'antd'
import type { SpeechText } from '#contract/speeches.ts'

interface Props {
  mine: SpeechText
  theirs: SpeechText
  choose: (text: SpeechText) => void
}

/** Two texts of one speech, written in two places: nothing is lost before somebody has chosen. */
export function TwoTexts({ mine, theirs, choose }: Props) {
  const both = { ...mine, words: [mine.words, theirs.words].filter((words) => words.trim() !== '').join('\n\n') }
  return (
    <div className="conflict">
      <p>这篇发言在另一处（别的手机、电脑）也改过。两份内容都在，请选一份；两份都留的，前后接在一起再改。</p>
      <div className="conflict-sides">
        <Side title="您在这里写的" text={mine} />
        <Side title="另一处保存的" text={theirs} />
      </div>
      <div className="page-actions">
        <Button type="primary" onClick={() => choose(mine)}>
          用我写的
        </Button>
        <Button onClick={() => choose(theirs)}>用另一处的</Button>
        <Button onClick={() => choose(both)}>两份都留，我再改</Button>
      </div>
    </div>
  )
}

function Side({ title, text }: { title: string; text: SpeechText }) {
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <p>
        <strong>{text.title || '（没有题目）'}</strong>
      </p>
      <p className="preserve">{text.words || '（空）'}</p>
    </section>
  )
}
