/**
 * Preloaded into every process of ours that has a parent of ours. The channel to the parent closes when the parent
 * ends, however it ends; then this process ends too instead of holding ports and files for nobody.
 *
 * Programs that start workers hand their preloads on to them; those have a channel of another use, which is left alone.
 */
if (process.channel && process.env.MARKET_TRAK_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The channel alone must not keep a finished program from exiting.
  process.channel.unref()
}
