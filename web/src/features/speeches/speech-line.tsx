import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type Speech, speechLength } from '#contract/speeches.ts'
import { Icon } from '../../shared/icons.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import type { Asking } from './speech-dialogs.tsx'
import { lengthWords, stateTones, stateWords, wishWords } from './words.ts'

interface Props {
  activityId: string
  speech: Speech
  /** Of an oral speech, at most. */
  minutes: number
  ask: (asking: Asking) => void
  number?: number
  /** Oral speeches there are, and how it is put in another place. */
  move?: { places: number; to: (place: number) => void } | null
}

/** One speech: whose, what the office weighs, and what can be done. */
export function SpeechLine({ activityId, speech, minutes, ask, number, move }: Props) {
  const { actions, aids } = speech
  const length = speechLength(speech.words)
  const marks = aids
    ? [
        aids.guaranteed && `${speech.body}还没有口头发言，按规则保证一次`,
        aids.spokeBefore === 0 ? '本届还没有发过言' : `本届发过言 ${aids.spokeBefore} 次`,
        aids.sameSector > 0 && `本界别已有 ${aids.sameSector} 篇口头发言`,
        `${aids.characters} 字，读完约 ${length.minutes} 分钟`,
      ].filter((words) => words !== false)
    : []
  return (
    <li className="speech">
      <p className="speech-title">
        {number && <span>{number}．</span>}
        {speech.title} <StateTag tone={stateTones[speech.state]}>{stateWords[speech.state]}</StateTag>
      </p>
      <p>
        {speech.body && `${speech.body}　`}
        {speech.memberName}
        {speech.sector && <span className="faint">（{speech.sector}）</span>}
        {speech.seconds !== null && <span className="faint">，用时 {lengthWords(speech.seconds)}</span>}
      </p>
      {aids && speech.state !== 'given' && (
        <p className="faint">
          {wishWords[speech.wish]}；{marks.join('；')}
        </p>
      )}
      {aids && speech.state !== 'given' && speech.form !== 'written' && length.minutes > minutes && (
        <p className="speech-long">
          <Icon name="warn" /> 口头限 {minutes} 分钟，这篇读完约 {length.minutes} 分钟，要压到 {minutes * 200} 字左右。
        </p>
      )}
      {speech.note && <p>意见：{speech.note}</p>}
      {speech.words && (
        <details>
          <summary>看全文</summary>
          <p className="preserve speech-words">{speech.words}</p>
        </details>
      )}
      <div className="page-actions no-print">
        {actions.includes('select') && (
          <Button size="small" onClick={() => ask({ what: 'select', speech })}>
            {speech.state === 'submitted' ? '选定…' : '改选…'}
          </Button>
        )}
        {actions.includes('edit') && (
          <Link
            to="/activities/$id/speeches/$callId/write/$speechId"
            params={{ id: activityId, callId: speech.callId, speechId: speech.id }}
          >
            修改
          </Link>
        )}
        {actions.includes('withdraw') && (
          <LinkButton onClick={() => ask({ what: 'withdraw', speech })}>撤回</LinkButton>
        )}
        {actions.includes('takeBack') && (
          <LinkButton onClick={() => ask({ what: 'takeBack', speech })}>
            {speech.form === 'written' ? '更正：这篇没有印发' : '更正：没有发言'}
          </LinkButton>
        )}
        {move && number && speech.state === 'oral' && (
          <label className="speech-place">
            排在{' '}
            <select
              className="select"
              value={number}
              aria-label={`${speech.title}排在第几个`}
              onChange={(event) => move.to(Number(event.target.value))}
            >
              {Array.from({ length: move.places }, (_, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: places are their numbers
                <option key={i} value={i + 1}>
                  第 {i + 1} 个
                </option>
              ))}
            </select>
          </label>
        )}
        {speech.toldPlace !== null && number && speech.toldPlace !== number && speech.state === 'oral' && move && (
          <span className="faint">（告诉过委员是第 {speech.toldPlace} 个）</span>
        )}
      </div>
    </li>
  )
}
