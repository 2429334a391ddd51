/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.net.InetAddress;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

import org.flumecamel.core.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BucketPathTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long TIME = ZonedDateTime.of(2026, 3, 5, 16, 7, 9, 123_000_000, BERLIN).toInstant().toEpochMilli();

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void useEnglish() {
        Locale.setDefault(Locale.US);
    }

    @AfterEach
    void useOldLocale() {
        Locale.setDefault(locale);
    }

    private static Headers at(long time) {
        return Headers.of("timestamp", Long.toString(time));
    }

    private static BucketPath path(String pattern) {
        return new BucketPath(pattern, BERLIN, TimeRounding.NONE, false);
    }

    private static String resolve(String pattern, Headers headers) throws Exception {
        return path(pattern).resolve(headers, 0, null).toString();
    }

    @ParameterizedTest
    @CsvSource({ "a,Thu", "A,Thursday", "b,Mar", "B,March", "c,Thu Mar 5 16:07:09 2026", "d,05", "e,5", "D,03/05/26", "H,16",
        "I,04", "j,064", "k,16", "l,4", "m,03", "n,3", "M,07", "p,PM", "S,09", "y,26", "Y,2026", "z,+0100",
        "t,1772723229123", "s,1772723229", "%,%" })
    void knowsEveryEscape(String letter, String expected) throws Exception {
        assertThat(resolve("/logs/x%" + letter + "y", at(TIME))).isEqualTo("/logs/x" + expected + "y");
    }

    @Test
    void unknownLettersLeaveNothingAndAreReported() throws Exception {
        assertThat(resolve("/logs/a%qb%_c%7d", at(TIME))).isEqualTo("/logs/abcd");
        assertThat(path("/logs/a%qb%_c%7d%Y").unknownEscapes()).containsExactlyInAnyOrder("%q", "%_", "%7");
    }

    @Test
    void whatIsNoEscapeStays() throws Exception {
        assertThat(resolve("/logs/100% %{a b} %[x", Headers.EMPTY)).isEqualTo("/logs/100% %{a b} %[x");
    }

    @Test
    void headersStandInPaths() throws Exception {
        Headers headers = Headers.of("app.name-1_x", "web").with("host", "n1");
        assertThat(resolve("/logs/%{app.name-1_x}/%{host}/%{none}x", headers)).isEqualTo("/logs/web/n1/x");
    }

    @Test
    void missingOrEmptyHeadersLeaveOutTheirDirectory() throws Exception {
        assertThat(resolve("/logs/%{none}/%{empty}/f", Headers.of("empty", ""))).isEqualTo("/logs/f");
    }

    @Test
    void hostEscapes() throws Exception {
        InetAddress host = InetAddress.getLocalHost();
        assertThat(resolve("/logs/%[localhost]/%[ip]/%[fqdn]", Headers.EMPTY)).isEqualTo(
            "/logs/" + host.getHostName() + "/" + host.getHostAddress() + "/" + host.getCanonicalHostName());
        assertThatThrownBy(() -> path("/logs/%[nonsense]")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("%[nonsense]").hasMessageContaining("%[fqdn]");
    }

    @Test
    void theTimeIsNeededOnlyWhereThePathHasIt() throws Exception {
        assertThat(resolve("/logs/%%/%{a}", Headers.of("a", "b"))).isEqualTo("/logs/%/b");
        assertThatThrownBy(() -> resolve("/logs/%Y", Headers.EMPTY)).isInstanceOf(UnresolvablePathException.class)
            .hasMessageContaining("timestamp");
        assertThatThrownBy(() -> resolve("/logs/%Y", Headers.of("timestamp", "yesterday")))
            .isInstanceOf(UnresolvablePathException.class).hasMessageContaining("yesterday");
    }

    @Test
    void localTimeStandsInForTheHeader() throws Exception {
        BucketPath path = new BucketPath("/logs/%Y%m%d%H%M%S", BERLIN, TimeRounding.NONE, true);
        BucketPath.Resolved first = path.resolve(Headers.EMPTY, TIME, null);
        assertThat(first).hasToString("/logs/20260305160709");
        assertThat(path.resolve(Headers.EMPTY, TIME + 100, first)).isSameAs(first);
        assertThat(path.resolve(Headers.EMPTY, TIME + 1000, first)).hasToString("/logs/20260305160710");
    }

    @Test
    void theSameResultIsGivenAgainForTheSameBucket() throws Exception {
        BucketPath path = path("/logs/%{app}/%Y-%m-%d/%H%M");
        BucketPath.Resolved first = path.resolve(at(TIME).with("app", "a"), 0, null);
        assertThat(path.resolve(at(TIME + 50_000).with("app", "a").with("other", "x"), 0, first)).isSameAs(first);
        assertThat(path.resolve(at(TIME + 51_000).with("app", "a"), 0, first)).hasToString("/logs/a/2026-03-05/1608");
        assertThat(path.resolve(at(TIME).with("app", "b"), 0, first)).hasToString("/logs/b/2026-03-05/1607");
        assertThat(path.resolve(at(TIME), 0, first)).hasToString("/logs/2026-03-05/1607");
    }

    @Test
    void anyNumberOfPathsIsResolvedRight() throws Exception {
        BucketPath path = path("/logs/%{app}/%H%M");
        BucketPath.Resolved last = null;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 3000; i++) {
                last = path.resolve(at(TIME + i % 7 * 60_000).with("app", "a" + i), 0, last);
                assertThat(last).hasToString("/logs/a" + i + "/16" + String.format("%02d", 7 + i % 7));
            }
        }
    }

    @Test
    void daysBeginWhereTheTimeZoneSaysSo() throws Exception {
        long lastSecond = ZonedDateTime.of(2026, 3, 28, 23, 59, 59, 0, BERLIN).toInstant().toEpochMilli();
        BucketPath path = path("/logs/%Y-%m-%d");
        BucketPath.Resolved before = path.resolve(at(lastSecond), 0, null);
        assertThat(before).hasToString("/logs/2026-03-28");
        assertThat(path.resolve(at(lastSecond + 1000), 0, before)).hasToString("/logs/2026-03-29");
        assertThat(new BucketPath("/logs/%Y-%m-%d", ZoneId.of("UTC"), TimeRounding.NONE, false)
            .resolve(at(lastSecond + 1000), 0, null)).hasToString("/logs/2026-03-28");
    }

    @Test
    void summerTimeBeginsAndEnds() throws Exception {
        BucketPath path = path("/logs/%d-%H%z");
        long spring = ZonedDateTime.of(2026, 3, 29, 1, 59, 59, 0, BERLIN).toInstant().toEpochMilli();
        BucketPath.Resolved last = path.resolve(at(spring), 0, null);
        assertThat(last).hasToString("/logs/29-01+0100");
        assertThat(path.resolve(at(spring + 1000), 0, last)).hasToString("/logs/29-03+0200");
        long autumn = ZonedDateTime.of(2026, 10, 25, 1, 59, 59, 0, BERLIN).toInstant().toEpochMilli();
        assertThat(path.resolve(at(autumn + 1000), 0, last)).hasToString("/logs/25-02+0200");
        assertThat(path.resolve(at(autumn + 3_601_000), 0, last)).hasToString("/logs/25-02+0100");
    }

    @Test
    void theBaseIsTheDirectoryBeforeTheFirstEscape() {
        assertThat(path("/logs/app-%{x}/%Y/f").base()).isEqualTo("/logs/");
        assertThat(path("hdfs://nn:8020/logs/a/%Y/f").base()).isEqualTo("hdfs://nn:8020/logs/a/");
        assertThat(path("/logs/a/FlumeData").base()).isEqualTo("/logs/a/");
        assertThat(path("/logs/a/%{host}").base()).isEqualTo("/logs/a/");
    }

    @Test
    void directoryAndNameAreTakenApart() throws Exception {
        BucketPath.Resolved resolved = path("/logs/%Y/FlumeData").resolve(at(TIME), 0, null);
        assertThat(resolved.directory()).isEqualTo("/logs/2026");
        assertThat(resolved.name()).isEqualTo("FlumeData");
    }
}
