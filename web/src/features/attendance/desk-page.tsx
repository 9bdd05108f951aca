import './attendance.css'
import { useParams } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { formatInstant } from '../../shared/dates.ts'
import { Page, Section } from '../../shared/page.tsx'
import { ErrorState, Skeleton } from '../../shared/query-state.tsx'
import { DeskCode } from './desk-code.tsx'
import { type DeskMember, hasCome, type Judged, opensWords } from './desk-judge.ts'
import { findNames } from './desk-queue.ts'
import { Scanner } from './scanner.tsx'
import { type Desk, useDesk } from './use-desk.ts'
import { WalkInDialog } from './walk-in.tsx'
import { attendanceWords, goodOutcomes, outcomeWords, refusalOf } from './words.ts'

type Way = 'scan' | 'names' | 'show'

/** The check-in desk: reads members' codes, shows its own, or ticks names; also without a network. */
export function DeskPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <DeskOf key={id} id={id} />
}

function DeskOf({ id }: { id: string }) {
  const at = useDesk(id)
  const [way, setWay] = useState<Way>('scan')
  const [said, setSaid] = useState<Judged | null>(null)
  const [adding, setAdding] = useState(false)
  const { desk } = at
  useRedrawn()
  if (!desk)
    return (
      <Page title="签到台" back={{ to: '/activities/$id/attendance', label: '到会情况', params: { id } }}>
        {at.error ? <ErrorState error={at.error} retry={at.refresh} /> : <Skeleton lines={8} />}
      </Page>
    )
  const came = desk.members.filter(hasCome).length
  const opens = opensWords(desk, at.serverNow())
  const ways: { value: Way; label: string }[] = [
    ...(desk.ways.memberCode ? [{ value: 'scan' as const, label: '扫码' }] : []),
    { value: 'names', label: '按姓名' },
    ...(desk.ways.deskCode ? [{ value: 'show' as const, label: '出示码' }] : []),
  ]
  const shown = ways.some((one) => one.value === way) ? way : 'names'
  return (
    <Page
      title="签到台"
      lead={desk.activity.title}
      back={{ to: '/activities/$id/attendance', label: '到会情况', params: { id } }}
    >
      <p className="desk-standing" role="status">
        <strong>
          已到 {came}／{desk.members.length}
        </strong>
        <span className={at.online ? 'faint' : 'due'}>
          {at.online ? '网络正常' : '没有网络，照常签到，通了以后自动补送'}
          {at.waiting > 0 && `，还有 ${at.waiting} 条没有送出`}
        </span>
      </p>
      {at.unkept && (
        <p className="due" role="alert">
          这台设备存不住签到记录（空间满了，或者是无痕窗口）。送完以前请不要关闭这一页。
        </p>
      )}
      {Math.abs(at.offsetMs) > 60_000 && (
        <p className="faint">这台设备的时间和服务器差 {clockWords(at.offsetMs)}，签到时间已按服务器的时间换算。</p>
      )}
      {opens && <p className="due">{opens} 起签到，现在还不能签。</p>}
      {at.error !== null && <ErrorState error={at.error} retry={at.refresh} />}
      <Segmented<Way> block value={shown} onChange={setWay} options={ways} size="large" aria-label="签到方式" />
      {shown !== 'show' && (
        <Said said={said} lateAfter={desk.activity.lateAfter} at={at} onTakenBack={() => setSaid(null)} />
      )}
      {shown === 'scan' && <ScanPart at={at} onSaid={setSaid} />}
      {shown === 'names' && <NamesPart at={at} members={desk.members} early={opens !== ''} onSaid={setSaid} />}
      {shown !== 'show' && (
        <p className="desk-add">
          来了、名单上没有的：
          <Button disabled={!at.online} onClick={() => setAdding(true)}>
            补进名单并签到
          </Button>
        </p>
      )}
      {adding && <WalkInDialog at={at} onSaid={setSaid} close={() => setAdding(false)} />}
      {shown === 'show' && <DeskCode desk={desk} serverNow={at.serverNow} />}
      {at.refused.length > 0 && (
        <Section
          title={`没有收下的 ${at.refused.length} 条`}
          actions={
            <Button size="small" onClick={at.forgetRefused}>
              都处理好了
            </Button>
          }
        >
          <ul>
            {at.refused.map((one) => (
              <li key={one.key}>
                <strong>{one.name}</strong>（{formatInstant(one.item.at).slice(-5)}）：
                {one.refusal && refusalOf(one.refusal)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="这台签到台">
        <Input
          value={at.name}
          onChange={(event) => at.rename(event.target.value)}
          maxLength={20}
          aria-label="签到台的名字"
          placeholder="给签到台起个名字，如“东门 1 号”"
        />
        <p className="faint">
          名单已存在这台设备上，今天之内没有网络也能用，关了再打开也在；退出登录以后从设备上清掉，还没有送出的签到留着。码有效一分钟，请看一眼是不是本人；没有手机的委员，按姓名签到。
        </p>
      </Section>
    </Page>
  )
}

/** Drawn anew often enough for a window that opens by the clock. */
function useRedrawn() {
  const [, draw] = useState(0)
  useEffect(() => {
    const often = setInterval(() => draw((n) => n + 1), 5_000)
    return () => clearInterval(often)
  }, [])
}

const clockWords = (ms: number): string => {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const how = minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`
  return ms > 0 ? `慢 ${how}` : `快 ${how}`
}

/** The answer to the last check-in, large: who it was, and whether it counts. */
function Said({
  said,
  lateAfter,
  at,
  onTakenBack,
}: {
  said: Judged | null
  lateAfter: string
  at: Desk
  onTakenBack: () => void
}) {
  const now = at.serverNow()
  if (!said) return <p className="desk-said faint">等待签到</p>
  const { waits, refusal } = at.fateOf(said.key)
  const proving = said.unproven && waits ? (at.online ? 'proving' : 'provingLater') : null
  const good = goodOutcomes.includes(said.outcome) && refusal === null
  const tone = proving ? '' : good ? 'good' : 'bad'
  const { member } = said
  return (
    <div className={`desk-said ${tone}`} role="status" aria-live="assertive">
      {said.member && (
        <p className="desk-said-name">
          {said.member.name}
          <span>{said.member.sector}</span>
        </p>
      )}
      <p>
        {refusal === null ? outcomeWords[proving ?? said.outcome] : refusalOf(refusal)}
        {said.outcome === 'checkedIn' && !proving && refusal === null && now > Date.parse(lateAfter) && '（迟到）'}
        {said.member?.leave && `。这位委员已经${attendanceWords[said.member.leave]}，来了就按到会记`}
      </p>
      {member && said.outcome === 'checkedIn' && at.mayTakeBack(member.id) && (
        <Button
          onClick={() => {
            at.takeBack(member.id)
            onTakenBack()
          }}
        >
          点错了，撤销
        </Button>
      )}
    </div>
  )
}

/** At a desk with a mouse a scanning gun types into the field; on a phone a focus would raise the keyboard. */
const hasMouse = typeof matchMedia === 'function' && matchMedia('(pointer: fine)').matches

function ScanPart({ at, onSaid }: { at: Desk; onSaid: (said: Judged) => void }) {
  const [typed, setTyped] = useState('')
  const read = async (text: string) => onSaid(await at.takeCode(text))
  return (
    <>
      <Scanner onCode={(text) => void read(text)} />
      <form
        className="desk-typed"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim()) void read(typed)
          setTyped('')
        }}
      >
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label="扫码枪读到这里"
          placeholder="用扫码枪：点这里再扫"
          autoComplete="off"
          autoFocus={hasMouse}
        />
        <Button htmlType="submit">签到</Button>
      </form>
    </>
  )
}

const mostShown = 60

function NamesPart({
  at,
  members,
  early,
  onSaid,
}: {
  at: Desk
  members: readonly DeskMember[]
  /** Before check-in opens. */
  early: boolean
  onSaid: (said: Judged) => void
}) {
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const found = findNames(members, typed)
  const open = found.filter((one) => !hasCome(one))
  return (
    <>
      <input
        ref={input}
        className="desk-find"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-label="找姓名"
        placeholder="姓名、拼音或首字母"
        autoComplete="off"
      />
      {found.length === 0 && <p className="faint">名单里没有这个名字。</p>}
      <ul className="desk-names">
        {[...open, ...found.filter(hasCome)].slice(0, mostShown).map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.name}</strong> <span className="faint">{one.sector}</span>
              {one.leave && <span className="tag">{attendanceWords[one.leave]}</span>}
            </span>
            {hasCome(one) ? (
              <span className="faint">已签到</span>
            ) : (
              <Button
                type="primary"
                disabled={early}
                aria-label={`${one.name} 签到`}
                onClick={() => {
                  onSaid(at.takeName(one))
                  setTyped('')
                }}
              >
                签到
              </Button>
            )}
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p className="faint">还有 {found.length - mostShown} 位，请再打几个字。</p>}
    </>
  )
}
