import { Outlet } from '@tanstack/react-router'

export function Queue() {
  return <Outlet />
}
