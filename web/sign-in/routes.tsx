import { createRoute, redirect } from '@tanstack/react-router'
import { meQuery, queries } from '../api.ts'
import { rootRoute } from '../roots.tsx'
import { homeOf } from './home.ts'
import { Invite } from './invite.tsx'
import { SignIn } from './sign-in.tsx'

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const me = await queries.ensureQueryData(meQuery).catch(() => null)
    throw redirect({ to: me ? homeOf(me) : '/sign-in' })
  },
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } => {
    // Only our own addresses: a foreign one would make this page an open door.
    const back = typeof search.back === 'string' && /^\/(?![/\\])/.test(search.back) ? search.back : undefined
    return back ? { back } : {}
  },
  beforeLoad: async ({ search }) => {
    const me = await queries.ensureQueryData(meQuery).catch(() => null)
    if (me) throw redirect({ href: search.back ?? homeOf(me) })
  },
  component: SignIn,
})

const inviteRoute = createRoute({ getParentRoute: () => rootRoute, path: '/invite/$token', component: Invite })

export const signInRoutes = [homeRoute, signInRoute, inviteRoute]
