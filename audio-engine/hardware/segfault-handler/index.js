// naudiodon calls registerHandler() when it loads. Threshold never lets a native crash handler into its
// processes: a dying engine is noticed by its watchdog and started again.
exports.registerHandler = () => {};
