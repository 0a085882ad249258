/**
 * Preloaded into every child process we start. The channel to the parent closes when the parent exits, however it exits; this
 * process then exits too, so it doesn't keep ports and files open.
 *
 * Programs pass preloads on to their own workers, whose channels have another purpose and are left alone.
 */
if (process.channel && process.env.MARKET_TRAK_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The channel must not keep a finished process alive.
  process.channel.unref()
}
