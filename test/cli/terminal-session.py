"""Runs a command on a terminal of its own and says as JSON what became of it.

Usage: terminal-session.py COLUMNS ROWS STEPS COMMAND..., where STEPS is JSON: a list of [text to wait for, keys to
type]. Answers {"exit", "output", "isRestored", "idle"}: `idle` is processor seconds per minute while nothing happens.
"""
import fcntl, json, os, pty, select, struct, sys, termios, time

columns, rows, steps, command = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4:]
leader, follower = pty.openpty()
fcntl.ioctl(leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
before = termios.tcgetattr(follower)
pid = os.fork()
if pid == 0:
    os.setsid()
    fcntl.ioctl(follower, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(follower, stream)
    os.execvp(command[0], command)

output = ""


def read(seconds, text=None):
    """What comes within so many seconds, or until a text has come."""
    global output
    end, start = time.time() + seconds, len(output)
    while time.time() < end and (text is None or text not in output[start:]):
        ready, _, _ = select.select([leader], [], [], 0.1)
        if ready:
            try:
                output += os.read(leader, 65536).decode("utf8", "replace")
            except OSError:
                return
    if text is not None and text not in output[start:]:
        output += f"\n[never came: {text}]"


def processor_seconds():
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


idle = None
for text, keys in steps:
    if text == "idle":
        start, used = time.time(), processor_seconds()
        read(float(keys))
        idle = (processor_seconds() - used) / (time.time() - start) * 60
        continue
    read(30, text)
    os.write(leader, keys.encode())
status = None
for _ in range(300):
    read(0.1)
    ended, code = os.waitpid(pid, os.WNOHANG)
    if ended:
        status = os.waitstatus_to_exitcode(code)
        break
else:
    os.kill(pid, 9)
isRestored = termios.tcgetattr(follower)[:4] == before[:4]
print(json.dumps({"exit": status, "output": output, "isRestored": isRestored, "idle": idle}))
