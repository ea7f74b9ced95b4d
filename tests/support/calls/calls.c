/* The system calls by which a process changes files under one folder: counted, recorded, killed at, failed at.
 *
 * Preloaded, it stands between the program (SQLite within it) and the C library; the process itself, or one it
 * was forked from, says through ctypes what shall happen (tests/support/calls/__init__.py). Nothing happens to
 * files outside of the watched folder. Reading, locking and the shared memory of SQLite's index are not durable:
 * they are counted only where they are asked for.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, CUT = 8, NAME = 16, READ = 32, LOCK = 64 };
enum { BEFORE = 0, AFTER = 1 };
enum { REFUSE = 0, SHORT = 1 };

#define DESCRIPTORS 4096
static char root[PATH_MAX];
static size_t root_length;
static char *paths[DESCRIPTORS];

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static unsigned mask = WRITE | SYNC | CUT | NAME;
static long count;
static long of_kind[7];
static long kill_at = -1;
static int kill_when;
static long fail_at = -1, fail_times;
static int fail_errno, fail_how;
static int record_to = -1;
static int trace;

/* --- what the test says --- */

void calls_watch(const char *folder)
{
    root_length = 0;
    if (folder != NULL && realpath(folder, root) != NULL)
        root_length = strlen(root);
}
void calls_mask(unsigned kinds) { mask = kinds; }
void calls_reset(void) { count = 0; memset(of_kind, 0, sizeof of_kind); }
long calls_count(void) { return count; }
long calls_count_of(unsigned kind) { return of_kind[__builtin_ctz(kind)]; }
void calls_kill(long n, int when) { kill_at = n; kill_when = when; }
void calls_fail(long n, int error, long times, int how)
{
    fail_at = n; fail_errno = error; fail_times = times; fail_how = how;
}
void calls_record(int descriptor) { record_to = descriptor; }
void calls_trace(int on) { trace = on; }

/* --- the record: op, path, other path, offset, octets --- */

static void raw_write(const void *octets, size_t length)
{
    const char *at = octets;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, record_to, at, length);
        if (done < 0) { if (errno == EINTR) continue; abort(); }
        at += done; length -= (size_t)done;
    }
}

static void record(char op, const char *path, const char *other, int64_t offset, const void *octets, int64_t length)
{
    if (record_to < 0)
        return;
    struct { uint32_t op, path, other; int64_t offset, length; } __attribute__((packed)) head;
    head.op = (uint32_t)op;
    head.path = (uint32_t)strlen(path);
    head.other = other ? (uint32_t)strlen(other) : 0;
    head.offset = offset;
    head.length = length;
    raw_write(&head, sizeof head);
    raw_write(path, head.path);
    if (other) raw_write(other, head.other);
    if (octets) raw_write(octets, (size_t)length);
}

/* A line of the test's own in the record, in its place between the calls. */
void calls_note(const char *words)
{
    pthread_mutex_lock(&turn);
    record('n', "", NULL, 0, words, (int64_t)strlen(words));
    pthread_mutex_unlock(&turn);
}

/* --- which files count --- */

static int inside(const char *path, char *whole)
{
    if (root_length == 0 || path == NULL)
        return 0;
    char folder[PATH_MAX];
    size_t length = strlen(path);
    if (length >= PATH_MAX)
        return 0;
    if (path[0] == '/') {
        memcpy(whole, path, length + 1);
    } else {
        if (getcwd(folder, sizeof folder) == NULL || strlen(folder) + length + 2 > PATH_MAX)
            return 0;
        strcpy(whole, folder);
        strcat(whole, "/");
        strcat(whole, path);
    }
    return strncmp(whole, root, root_length) == 0 && (whole[root_length] == '/' || whole[root_length] == 0);
}

static const char *short_name(const char *whole)
{
    return whole[root_length] == '/' ? whole + root_length + 1 : "";
}

static const char *watched(int descriptor)
{
    if (root_length == 0 || descriptor < 0 || descriptor >= DESCRIPTORS)
        return NULL;
    return paths[descriptor];
}

static void forget(int descriptor)
{
    if (descriptor >= 0 && descriptor < DESCRIPTORS && paths[descriptor] != NULL) {
        free(paths[descriptor]);
        paths[descriptor] = NULL;
    }
}

/* --- one call --- */

struct call { long n; int fails; };

static struct call begin(unsigned kind)
{
    struct call this = { -1, 0 };
    pthread_mutex_lock(&turn);
    if ((mask & kind) == 0)
        return this;
    this.n = count++;
    of_kind[__builtin_ctz(kind)]++;
    if (this.n == kill_at && kill_when == BEFORE)
        kill(getpid(), SIGKILL);
    if (fail_at >= 0 && this.n >= fail_at && fail_times != 0) {
        if (fail_times > 0) fail_times--;
        this.fails = 1;
    }
    return this;
}

static void end(struct call this)
{
    if (this.n >= 0 && this.n == kill_at && kill_when == AFTER)
        kill(getpid(), SIGKILL);
    int kept = errno;
    pthread_mutex_unlock(&turn);
    errno = kept;
}

/* --- opening and closing --- */

static int opened(int directory, const char *path, int flags, mode_t mode)
{
    char whole[PATH_MAX];
    int ours = (directory == AT_FDCWD || (path && path[0] == '/')) && inside(path, whole);
    if (!ours) {
        int descriptor = (int)syscall(SYS_openat, directory, path, flags, mode);
        if (root_length && descriptor >= 0) forget(descriptor);
        return descriptor;
    }
    struct call this = begin(OPEN);
    int descriptor;
    if (this.fails) {
        errno = fail_errno; descriptor = -1;
    } else {
        struct stat before;
        int there = fstatat(AT_FDCWD, path, &before, 0) == 0;
        descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
        if (descriptor >= 0) {
            forget(descriptor);
            if (descriptor < DESCRIPTORS) paths[descriptor] = strdup(short_name(whole));
            if (!there) record('c', short_name(whole), NULL, 0, NULL, 0);
            else if (flags & O_TRUNC) record('t', short_name(whole), NULL, 0, NULL, 0);
            if (trace) record('o', short_name(whole), NULL, descriptor, NULL, 0);
        }
    }
    end(this);
    return descriptor;
}

#define WITH_MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { WITH_MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { WITH_MODE(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { WITH_MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { WITH_MODE(flags) return opened(at, path, flags | O_LARGEFILE, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags | O_LARGEFILE, 0); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int descriptor)
{
    const char *path = trace ? watched(descriptor) : NULL;
    if (path != NULL) {
        pthread_mutex_lock(&turn);
        record('z', path, NULL, descriptor, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    forget(descriptor);
    return (int)syscall(SYS_close, descriptor);
}

/* --- writing --- */

static ssize_t written(int descriptor, const void *octets, size_t length, off64_t offset, int positioned)
{
    const char *path = watched(descriptor);
    if (path == NULL)
        return positioned ? syscall(SYS_pwrite64, descriptor, octets, length, offset)
                          : syscall(SYS_write, descriptor, octets, length);
    struct call this = begin(WRITE);
    ssize_t done = -1;
    if (this.fails && (fail_how == REFUSE || length < 2)) {
        errno = fail_errno;
    } else {
        if (this.fails) length /= 2;
        off64_t at = positioned ? offset : lseek64(descriptor, 0, SEEK_CUR);
        if (!positioned && (fcntl(descriptor, F_GETFL) & O_APPEND)) at = lseek64(descriptor, 0, SEEK_END);
        done = positioned ? syscall(SYS_pwrite64, descriptor, octets, length, offset)
                          : syscall(SYS_write, descriptor, octets, length);
        if (done > 0) record('w', path, NULL, at, octets, done);
    }
    end(this);
    return done;
}

ssize_t write(int descriptor, const void *octets, size_t length) { return written(descriptor, octets, length, 0, 0); }
ssize_t pwrite(int descriptor, const void *octets, size_t length, off_t offset) { return written(descriptor, octets, length, offset, 1); }
ssize_t pwrite64(int descriptor, const void *octets, size_t length, off64_t offset) { return written(descriptor, octets, length, offset, 1); }

ssize_t writev(int descriptor, const struct iovec *pieces, int many)
{
    if (watched(descriptor) == NULL)
        return syscall(SYS_writev, descriptor, pieces, many);
    ssize_t whole = 0;
    for (int i = 0; i < many; i++) {
        ssize_t done = written(descriptor, pieces[i].iov_base, pieces[i].iov_len, 0, 0);
        if (done < 0) return whole > 0 ? whole : done;
        whole += done;
        if ((size_t)done < pieces[i].iov_len) break;
    }
    return whole;
}

/* --- reading, where it is asked for --- */

static ssize_t taken(int descriptor, void *octets, size_t length, off64_t offset, int positioned)
{
    if (!(mask & READ) || watched(descriptor) == NULL)
        return positioned ? syscall(SYS_pread64, descriptor, octets, length, offset)
                          : syscall(SYS_read, descriptor, octets, length);
    struct call this = begin(READ);
    ssize_t done = -1;
    if (this.fails) errno = fail_errno;
    else done = positioned ? syscall(SYS_pread64, descriptor, octets, length, offset)
                           : syscall(SYS_read, descriptor, octets, length);
    end(this);
    return done;
}

ssize_t read(int descriptor, void *octets, size_t length) { return taken(descriptor, octets, length, 0, 0); }
ssize_t pread(int descriptor, void *octets, size_t length, off_t offset) { return taken(descriptor, octets, length, offset, 1); }
ssize_t pread64(int descriptor, void *octets, size_t length, off64_t offset) { return taken(descriptor, octets, length, offset, 1); }

/* --- syncing, cutting --- */

static int synced(int descriptor, int number)
{
    const char *path = watched(descriptor);
    if (path == NULL)
        return (int)syscall(number, descriptor);
    struct call this = begin(SYNC);
    int done = -1;
    if (this.fails) {
        if (trace) record('x', path, NULL, descriptor, NULL, 0);
        errno = fail_errno;
    } else {
        done = (int)syscall(number, descriptor);
        if (done == 0) record('s', path, NULL, trace ? descriptor : 0, NULL, 0);
    }
    end(this);
    return done;
}

int fsync(int descriptor) { return synced(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return synced(descriptor, SYS_fdatasync); }

static int cut(int descriptor, off64_t length)
{
    const char *path = watched(descriptor);
    if (path == NULL)
        return (int)syscall(SYS_ftruncate, descriptor, length);
    struct call this = begin(CUT);
    int done = -1;
    if (this.fails) {
        errno = fail_errno;
    } else {
        done = (int)syscall(SYS_ftruncate, descriptor, length);
        if (done == 0) record('t', path, NULL, length, NULL, 0);
    }
    end(this);
    return done;
}

int ftruncate(int descriptor, off_t length) { return cut(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return cut(descriptor, length); }

/* Room made without octets: they read as zeros, as after a cut that lengthens. */
static int roomy(int descriptor, int how, off64_t offset, off64_t length)
{
    const char *path = watched(descriptor);
    if (path == NULL)
        return (int)syscall(SYS_fallocate, descriptor, how, offset, length);
    struct call this = begin(WRITE);
    int done = -1;
    if (this.fails) {
        errno = fail_errno;
    } else {
        done = (int)syscall(SYS_fallocate, descriptor, how, offset, length);
        if (done == 0) record('a', path, NULL, offset + length, NULL, 0);
    }
    end(this);
    return done;
}

int fallocate(int descriptor, int how, off_t offset, off_t length) { return roomy(descriptor, how, offset, length); }
int fallocate64(int descriptor, int how, off64_t offset, off64_t length) { return roomy(descriptor, how, offset, length); }
int posix_fallocate(int descriptor, off_t offset, off_t length) { return roomy(descriptor, 0, offset, length) == 0 ? 0 : errno; }
int posix_fallocate64(int descriptor, off64_t offset, off64_t length) { return roomy(descriptor, 0, offset, length) == 0 ? 0 : errno; }

/* --- names --- */

static int named(char op, const char *path, const char *other, int (*does)(const char *, const char *))
{
    char whole[PATH_MAX], second[PATH_MAX];
    if (!inside(path, whole) || (other && !inside(other, second)))
        return does(path, other);
    struct call this = begin(NAME);
    int done = -1;
    if (this.fails) {
        errno = fail_errno;
    } else {
        done = does(path, other);
        if (done == 0) record(op, short_name(whole), other ? short_name(second) : NULL, 0, NULL, 0);
    }
    end(this);
    return done;
}

static int do_unlink(const char *path, const char *other) { (void)other; return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0); }
static int do_rename(const char *path, const char *other) { return (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, other, 0); }
static int do_link(const char *path, const char *other) { return (int)syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, other, 0); }
static int do_rmdir(const char *path, const char *other) { (void)other; return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR); }

int unlink(const char *path) { return named('u', path, NULL, do_unlink); }
int rename(const char *path, const char *other) { return named('r', path, other, do_rename); }
int link(const char *path, const char *other) { return named('l', path, other, do_link); }
int rmdir(const char *path) { return named('d', path, NULL, do_rmdir); }

int unlinkat(int at, const char *path, int flags)
{
    if (at == AT_FDCWD || path[0] == '/')
        return named(flags & AT_REMOVEDIR ? 'd' : 'u', path, NULL, flags & AT_REMOVEDIR ? do_rmdir : do_unlink);
    return (int)syscall(SYS_unlinkat, at, path, flags);
}

int renameat(int at, const char *path, int to, const char *other)
{
    if (at == AT_FDCWD && to == AT_FDCWD)
        return named('r', path, other, do_rename);
    return (int)syscall(SYS_renameat2, at, path, to, other, 0);
}

static mode_t mkdir_mode;
static int do_mkdir(const char *path, const char *other) { (void)other; return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mkdir_mode); }
int mkdir(const char *path, mode_t mode) { mkdir_mode = mode; return named('m', path, NULL, do_mkdir); }

/* --- locks, where they are asked for --- */

static int controlled(int descriptor, int command, void *more)
{
    int asks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW;
    if (!asks || !(mask & LOCK) || watched(descriptor) == NULL)
        return (int)syscall(SYS_fcntl, descriptor, command, more);
    struct flock *lock = more;
    if (lock->l_type == F_UNLCK)
        return (int)syscall(SYS_fcntl, descriptor, command, more);
    struct call this = begin(LOCK);
    int done = -1;
    if (this.fails) errno = fail_errno;
    else done = (int)syscall(SYS_fcntl, descriptor, command, more);
    end(this);
    return done;
}

int fcntl(int descriptor, int command, ...) { va_list all; va_start(all, command); void *more = va_arg(all, void *); va_end(all); return controlled(descriptor, command, more); }
int fcntl64(int descriptor, int command, ...) { va_list all; va_start(all, command); void *more = va_arg(all, void *); va_end(all); return controlled(descriptor, command, more); }
