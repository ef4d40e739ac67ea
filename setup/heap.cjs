// V8 shall keep its heap small, but told so by an argument it would also take the smallest space for new objects, and then
// spend a third of an idle server's time on sweeping it. Told so after that space was made, it leaves it as it is.
require('node:v8').setFlagsFromString('--optimize-for-size')
