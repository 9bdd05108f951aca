import type { Hat } from '#contract/accounts.ts'
import { Icon } from '../icons.tsx'
import { hatOf, useMe, useSwitchHat } from '../session.tsx'
import { toastError } from '../toast.tsx'
import { roleWords, unitDeskWords } from '../words.ts'

/** 「委员」, 「承办单位办理员 · 区教育局」, 「委员 · 代 王某某」. */
export function hatWords(hat: Hat): string {
  const whose = hat.delegatedFor ? `代 ${hat.delegatedFor}` : hat.unitName
  return whose ? `${seatWords(hat)} · ${whose}` : seatWords(hat)
}

/** The role, or at which desks of a unit one sits. */
function seatWords(hat: Hat): string {
  if (hat.desks.length === 0) return roleWords[hat.role]
  return `承办单位${hat.desks.map((desk) => unitDeskWords[desk]).join('、')}`
}

/** The hat on two lines that never break: what one is, and whose. */
function HatLines({ hat }: { hat: Hat }) {
  const whose = hat.delegatedFor ? `代 ${hat.delegatedFor}` : hat.unitName
  return (
    <span className="hat-lines">
      <span>{seatWords(hat)}</span>
      {whose && <span>{whose}</span>}
    </span>
  )
}

/** The hat worn; with several, a menu to put on another. */
export function HatSwitcher() {
  const me = useMe()
  const hat = hatOf(me)
  const wear = useSwitchHat()
  if (!hat) return <span className="hat">未授予身份</span>
  if (me.hats.length === 1)
    return (
      <span className="hat">
        <HatLines hat={hat} />
      </span>
    )
  const choose = (id: string, details: Element | null) => {
    details?.removeAttribute('open')
    if (id !== hat.id) wear.mutate(id, { onError: toastError })
  }
  return (
    <details
      className="menu hat-menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.removeAttribute('open')
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.removeAttribute('open')
      }}
    >
      <summary className="hat" aria-label={`现在的身份：${hatWords(hat)}。可以切换`}>
        <Icon name="hat" />
        {wear.isPending ? <span>正在切换</span> : <HatLines hat={hat} />}
        <Icon name="down" />
      </summary>
      <div className="menu-list">
        {me.hats.map((one) => (
          <button
            key={one.id}
            type="button"
            className="menu-item"
            aria-current={one.id === hat.id ? 'true' : undefined}
            onClick={(event) => choose(one.id, event.currentTarget.closest('details'))}
          >
            <strong>{hatWords(one)}</strong>
            <span className="faint">{one.committeeName}</span>
          </button>
        ))}
      </div>
    </details>
  )
}
