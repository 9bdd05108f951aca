import { Button } from 'antd'
import { useState } from 'react'
import { memberAccountRoutes, type Slip } from '#contract/member-accounts.ts'
import { errorWords } from '../../../shared/api.ts'
import { ConfirmDialog } from '../../../shared/dialogs.tsx'
import { download } from '../../../shared/download-button.tsx'
import { Icon } from '../../../shared/icons.tsx'
import { useHat } from '../../../shared/session.tsx'
import { toast, toastError } from '../../../shared/toast.tsx'
import type { HandedOut } from './use-handing-out.ts'
import { signInLines, stateWords } from './words.ts'
import './slips.css'

interface Props {
  out: HandedOut
  siteAddress: string
  again: () => void
  end: () => void
}

/** What was handed out: slips to print and cut apart, shown this once. */
export function Slips({ out, siteAddress, again, end }: Props) {
  const hat = useHat()
  const { slips, joined, skipped, running, done, total, error } = out
  return (
    <>
      <div className="sheet no-print" aria-busy={running}>
        <h2>{headingOf(out)}</h2>
        {running && (
          <>
            <progress className="handing-out" max={total} value={done} aria-label="进度" />
            <p role="status">
              已办 {done} / {total} 人。请不要关掉这一页。
            </p>
          </>
        )}
        {error !== null && !running && (
          <div className="form-problem" role="alert">
            <p>
              {errorWords(error)} 已办 {done} 人，还有 {total - done} 人没有办；已办的都在下面，没有丢。
            </p>
            <Button onClick={again}>接着办</Button>
          </div>
        )}
        {joined.length > 0 && (
          <p>
            {joined.length} 人原来就有账号，已加上委员身份，接着用原来的密码：{joined.join('、')}。
          </p>
        )}
        {skipped.length > 0 && (
          <p>
            {skipped.length} 人没有办：
            {skipped.map(({ name, state }) => `${name}（${state ? stateWords[state] : '已经登录过'}）`).join('；')}。
          </p>
        )}
        {slips.length > 0 && (
          <p>
            下面 {slips.length} 张纸条，<strong>密码只显示这一次</strong>
            ，离开本页就看不到了。打印后剪开，当面交给本人；没有交到的，以后可以重发。
          </p>
        )}
        {!running && <Acts slips={slips} siteAddress={siteAddress} end={end} />}
      </div>
      <ul className="slips">
        {slips.map((slip) => (
          <li key={slip.memberId} className="slip">
            <p className="slip-head">
              <strong>{slip.name}</strong> <span>{slip.sector}</span>
              <span className="slip-house">{hat?.committeeName}</span>
            </p>
            <dl>
              <dt>网址</dt>
              <dd>{siteAddress}</dd>
              <dt>用户名</dt>
              <dd>{slip.signInName}</dd>
              <dt>初始密码</dt>
              <dd className="slip-secret">{slip.firstPassword}</dd>
            </dl>
            <ol>
              {signInLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </>
  )
}

function headingOf({ work, running, error }: HandedOut): string {
  const name = work === 'open' ? '开户' : '重发初始密码'
  if (running) return `正在${name}`
  return error === null ? `${name}已办好` : `${name}没有办完`
}

function Acts({ slips, siteAddress, end }: { slips: HandedOut['slips']; siteAddress: string; end: () => void }) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      const plain = slips.map(({ memberId: _, ...slip }): Slip => slip)
      await download(memberAccountRoutes.writeSlips, { body: { siteAddress, slips: plain } }, '初始密码.xlsx')
      toast('表格已导出。里面有密码，发完请删掉')
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  if (slips.length === 0)
    return (
      <div className="form-buttons">
        <Button type="primary" onClick={end}>
          知道了
        </Button>
      </div>
    )
  return (
    <div className="form-buttons">
      <Button type="primary" onClick={() => window.print()}>
        打印纸条
      </Button>
      <Button onClick={() => void take()} loading={busy} icon={<Icon name="download" />}>
        下载表格
      </Button>
      <Button onClick={() => setAsking(true)}>都收好了</Button>
      <ConfirmDialog
        open={asking}
        title="收起这些纸条"
        okText="收起"
        onClose={() => setAsking(false)}
        onOk={async () => end()}
      >
        <p>收起以后就看不到这些密码了。打印或下载过再收起。</p>
      </ConfirmDialog>
    </div>
  )
}
