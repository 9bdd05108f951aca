import { QRCode } from 'antd'
import { useEffect, useState } from 'react'
import { codeStepMs, stepAt } from '#contract/check-in-codes.ts'

interface Props {
  codes: { firstStep: number; macs: readonly string[] }
  /** The text of a code, given its step and signature. */
  textOf: (step: number, mac: string) => string
  serverNow: () => number
  label: string
  /** What to say when the codes on this device have run out. */
  onRunOut?: () => void
}

/** A code that changes each minute, large and dark on white, with the seconds it still holds. */
export function RotatingCode({ codes, textOf, serverNow, label, onRunOut }: Props) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(tick)
  }, [serverNow])
  const step = stepAt(now)
  const mac = codes.macs[step - codes.firstStep]
  const left = Math.ceil(((step + 1) * codeStepMs - now) / 1000)
  useEffect(() => {
    if (mac === undefined) onRunOut?.()
  }, [mac, onRunOut])
  if (mac === undefined) return <p role="alert">签到码用完了，请联网后重新打开这一页。</p>
  const text = textOf(step, mac)
  return (
    <div className="rotating-code">
      <div className="rotating-code-square" role="img" aria-label={label} data-code={text}>
        <div aria-hidden="true">
          <QRCode value={text} size={320} bordered={false} color="#000" bgColor="#fff" errorLevel="M" />
        </div>
      </div>
      <p className="faint">
        每分钟换一次，这一个还有 <strong className="tabular">{left}</strong> 秒
      </p>
    </div>
  )
}
