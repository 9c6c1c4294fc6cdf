/** One password for all demo people; the demo listens on this machine only unless HOST says otherwise. */
export const demoPassword = 'uchastok-demo'
