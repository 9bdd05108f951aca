import { Link, useRouter } from '@tanstack/react-router'
import { ErrorState, Skeleton } from './query-state.tsx'

/** A page that failed to open: said in words, with a way to try again and a way out. */
export function RouteError({ error }: { error: unknown }) {
  const router = useRouter()
  // A page of an older build is gone from the server after an update: loading anew brings the new one.
  const stale = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
  return (
    <div className="page page-reading">
      {stale && !navigator.onLine ? (
        <div className="state" role="alert">
          <p className="state-title">现在没有网络</p>
          <p>这一页没有存在这台设备上，联网以后再打开。</p>
          <p>
            <button type="button" className="plain-button" onClick={() => history.back()}>
              回到上一页
            </button>
          </p>
        </div>
      ) : stale ? (
        <div className="state" role="alert">
          <p className="state-title">系统刚刚更新过</p>
          <p>
            请<a href={location.href}>重新打开本页</a>。
          </p>
        </div>
      ) : (
        <ErrorState error={error} retry={() => void router.invalidate()} />
      )}
    </div>
  )
}

export function RouteNotFound() {
  return (
    <div className="page page-reading">
      <div className="state">
        <p className="state-title">没有这一页</p>
        <p>
          地址可能写错了，或者内容已被移走。<Link to="/">回到首页</Link>
        </p>
      </div>
    </div>
  )
}

export function RoutePending() {
  return (
    <div className="page">
      <Skeleton />
    </div>
  )
}
