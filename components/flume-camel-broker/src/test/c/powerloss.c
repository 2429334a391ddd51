/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 *
 * A disk that forgets at a power loss, for LD_PRELOAD. Whatever a process writes below $POWERLOSS_ROOT goes where it should;
 * beside it, in $POWERLOSS_SHADOW, is kept what a power loss at this moment would leave:
 *
 *   content/<inode>  the bytes of a file as of its last fsync or fdatasync;
 *   names/<inode>    the names in a directory as of its last fsync.
 *
 * A file whose name was not synced is not found after a power loss, one whose content was not synced is empty. A real disk
 * may have written more: $POWERLOSS_SURVIVE per cent of the sectors and of the names, chosen by $POWERLOSS_SEED, survive
 * although nobody has synced them. As the shadow stands for the disk, nothing is really synced.
 *
 * While there is a file $POWERLOSS_SHADOW/full, the disk is full: the first write below the root takes a half of what it is
 * given, all others take nothing.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define SECTOR 512
#define BUCKETS 4096

struct range {
    off_t from;
    off_t to;
};

struct file {
    ino_t inode;
    struct range *unsynced;
    size_t count;
    size_t room;
    struct file *next;
};

static const char *root;
static const char *shadow;
static unsigned survive;
static uint64_t dice;
static unsigned long graves;
static struct file *files[BUCKETS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name)) real(#name))

static void *real(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) {
        abort();
    }
    return function;
}

__attribute__((constructor)) static void begin(void) {
    char path[PATH_MAX];
    root = getenv("POWERLOSS_ROOT");
    shadow = getenv("POWERLOSS_SHADOW");
    survive = (unsigned) atoi(getenv("POWERLOSS_SURVIVE"));
    dice = strtoull(getenv("POWERLOSS_SEED"), NULL, 10) * 2 + 1;
    const char *folders[] = { "content", "names", "grave" };
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", shadow, folders[i]);
        mkdir(path, 0700);
    }
}

/* Whether what nobody has synced survives this once. */
static int lucky(void) {
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return dice % 100 < survive;
}

static int below_root(const char *path) {
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The state of an open file or directory below the root. */
static int watched(int fd, struct stat *state) {
    char link[64];
    char path[PATH_MAX];
    if (root == NULL || fstat(fd, state) != 0 || !(S_ISREG(state->st_mode) || S_ISDIR(state->st_mode))) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return below_root(path);
}

static struct file *file_of(ino_t inode) {
    struct file **slot = &files[inode % BUCKETS];
    for (struct file *file = *slot; file != NULL; file = file->next) {
        if (file->inode == inode) {
            return file;
        }
    }
    struct file *file = calloc(1, sizeof *file);
    file->inode = inode;
    file->next = *slot;
    *slot = file;
    return file;
}

static void add_range(ino_t inode, off_t from, off_t to) {
    struct file *file = file_of(inode);
    if (file->count > 0 && file->unsynced[file->count - 1].to == from) {
        file->unsynced[file->count - 1].to = to;
        return;
    }
    if (file->count == file->room) {
        file->room = file->room == 0 ? 16 : file->room * 2;
        file->unsynced = realloc(file->unsynced, file->room * sizeof(struct range));
    }
    file->unsynced[file->count++] = (struct range) { from, to };
}

static int open_content(ino_t inode) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/content/%lu", shadow, (unsigned long) inode);
    return REAL(open64)(path, O_RDWR | O_CREAT, 0600);
}

static void copy(int from_fd, int to_fd, struct range range) {
    static char buffer[1 << 16];
    while (range.from < range.to) {
        size_t want = range.to - range.from < (off_t) sizeof buffer ? (size_t) (range.to - range.from) : sizeof buffer;
        ssize_t got = pread64(from_fd, buffer, want, range.from);
        if (got <= 0) {
            return;
        }
        REAL(pwrite64)(to_fd, buffer, (size_t) got, range.from);
        range.from += got;
    }
}

/* The names in a directory are on the disk now. */
static void keep_names(const char *directory) {
    char path[PATH_MAX];
    char made[PATH_MAX + 8];
    struct stat state;
    DIR *entries = opendir(directory);
    if (entries == NULL) {
        return;
    }
    stat(directory, &state);
    snprintf(path, sizeof path, "%s/names/%lu", shadow, (unsigned long) state.st_ino);
    snprintf(made, sizeof made, "%s.new", path);
    FILE *names = fopen(made, "w");
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            fprintf(names, "%c %lu %s\n", entry->d_type == DT_DIR ? 'd' : 'f', (unsigned long) entry->d_ino, entry->d_name);
        }
    }
    fclose(names);
    closedir(entries);
    REAL(rename)(made, path);
}

static void perhaps_keep_names(const char *file) {
    char path[PATH_MAX];
    if (lucky()) {
        snprintf(path, sizeof path, "%s", file);
        keep_names(dirname(path));
    }
}

/* The bytes of a file, or the names of a directory, are on the disk now. */
static void keep(int fd, const struct stat *state) {
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    pthread_mutex_lock(&lock);
    if (S_ISDIR(state->st_mode)) {
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length] = 0;
        keep_names(path);
    } else {
        struct file *file = file_of(state->st_ino);
        int from = REAL(open64)(link, O_RDONLY);
        int to = open_content(state->st_ino);
        for (size_t i = 0; i < file->count; i++) {
            copy(from, to, file->unsynced[i]);
        }
        file->count = 0;
        struct stat now;
        fstat(fd, &now);
        REAL(ftruncate64)(to, now.st_size);
        REAL(close)(to);
        REAL(close)(from);
    }
    pthread_mutex_unlock(&lock);
}

static void written(const struct stat *state, off_t at, const char *bytes, ssize_t length) {
    pthread_mutex_lock(&lock);
    add_range(state->st_ino, at, at + length);
    int content = -1;
    for (off_t from = at; from < at + length;) {
        off_t to = (from / SECTOR + 1) * SECTOR < at + length ? (from / SECTOR + 1) * SECTOR : at + length;
        if (lucky()) {
            content = content < 0 ? open_content(state->st_ino) : content;
            REAL(pwrite64)(content, bytes + (from - at), (size_t) (to - from), from);
        }
        from = to;
    }
    if (content >= 0) {
        REAL(close)(content);
    }
    pthread_mutex_unlock(&lock);
}

/* How many of the bytes the disk takes; -1 if it is full. */
static ssize_t room_for(size_t length) {
    static int halved;
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/full", shadow);
    if (access(path, F_OK) != 0) {
        halved = 0;
        return (ssize_t) length;
    }
    if (!halved && length > 1) {
        halved = 1;
        return (ssize_t) length / 2;
    }
    errno = ENOSPC;
    return -1;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    struct stat state;
    int watch = watched(fd, &state);
    ssize_t room = watch ? room_for(length) : (ssize_t) length;
    if (room < 0) {
        return -1;
    }
    length = (size_t) room;
    off_t at = !watch ? 0 : fcntl(fd, F_GETFL) & O_APPEND ? state.st_size : lseek64(fd, 0, SEEK_CUR);
    ssize_t result = REAL(write)(fd, bytes, length);
    if (watch && result > 0) {
        written(&state, at, bytes, result);
    }
    return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    struct stat state;
    int watch = watched(fd, &state);
    ssize_t room = watch ? room_for(length) : (ssize_t) length;
    if (room < 0) {
        return -1;
    }
    length = (size_t) room;
    ssize_t result = REAL(pwrite64)(fd, bytes, length, at);
    if (watch && result > 0) {
        written(&state, at, bytes, result);
    }
    return result;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    struct stat state;
    if (!watched(fd, &state)) {
        return REAL(writev)(fd, parts, count);
    }
    ssize_t sum = 0;
    for (int i = 0; i < count; i++) {
        ssize_t result = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (result < 0) {
            return sum > 0 ? sum : result;
        }
        sum += result;
    }
    return sum;
}

int ftruncate64(int fd, off64_t size) {
    struct stat state;
    int watch = watched(fd, &state);
    int result = REAL(ftruncate64)(fd, size);
    if (watch && result == 0 && size < state.st_size) {
        pthread_mutex_lock(&lock);
        add_range(state.st_ino, size, state.st_size);
        pthread_mutex_unlock(&lock);
    }
    return result;
}

int fsync(int fd) {
    struct stat state;
    if (!watched(fd, &state)) {
        return REAL(fsync)(fd);
    }
    keep(fd, &state);
    return 0;
}

int fdatasync(int fd) {
    return fsync(fd);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    struct stat before;
    int emptied = root != NULL && (flags & O_TRUNC) && below_root(path) && stat(path, &before) == 0;
    int fd = REAL(open64)(path, flags, mode);
    if (fd >= 0 && emptied) {
        pthread_mutex_lock(&lock);
        add_range(before.st_ino, 0, before.st_size);
        pthread_mutex_unlock(&lock);
    }
    return fd;
}

/* The disk may still know the file under its old name, so its inode must not be given to another one. */
static void bury(const char *path) {
    char grave[PATH_MAX];
    pthread_mutex_lock(&lock);
    snprintf(grave, sizeof grave, "%s/grave/%lu", shadow, graves++);
    pthread_mutex_unlock(&lock);
    int error = errno;
    link(path, grave);
    errno = error;
}

static void renamed_or_deleted(const char *path) {
    pthread_mutex_lock(&lock);
    perhaps_keep_names(path);
    pthread_mutex_unlock(&lock);
}

int rename(const char *from, const char *to) {
    int watch = root != NULL && below_root(to);
    if (watch) {
        bury(to);
    }
    int result = REAL(rename)(from, to);
    if (watch) {
        renamed_or_deleted(to);
    }
    return result;
}

int unlink(const char *path) {
    int watch = root != NULL && below_root(path);
    if (watch) {
        bury(path);
    }
    int result = REAL(unlink)(path);
    if (watch) {
        renamed_or_deleted(path);
    }
    return result;
}

int remove(const char *path) {
    struct stat state;
    if (root != NULL && below_root(path) && lstat(path, &state) == 0 && !S_ISDIR(state.st_mode)) {
        return unlink(path);
    }
    return REAL(remove)(path);
}
