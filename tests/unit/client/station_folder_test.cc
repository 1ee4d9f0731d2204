#include "client/lib/station_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "common/base/error.h"
#include "tests/unit/client/temporary_folder.h"

namespace motcua::client {
namespace {

StationIdentity Identity() {
  return {.address = "hue.example:7443",
          .station = "stations/19804-1",
          .server_name = "",
          .authority_pem = "CA\n",
          .certificate_pem = "CERT\n",
          .key_pem = "KEY\n"};
}

mode_t ModeOf(const std::string& path) {
  struct stat info {};
  EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777;
}

TEST(StationFolderTest, WhatIsSavedIsLoaded) {
  const TemporaryFolder place;
  const StationFolder folder(place.path() + "/station");
  EXPECT_FALSE(folder.Enrolled());
  ASSERT_TRUE(folder.Save(Identity()).ok());
  const auto loaded = folder.Load();
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->address, "hue.example:7443");
  EXPECT_EQ(loaded->station, "stations/19804-1");
  EXPECT_EQ(loaded->key_pem, "KEY\n");
  EXPECT_EQ(ModeOf(folder.path() + "/station.key"), 0600u);
  EXPECT_EQ(ModeOf(folder.path()), 0700u);
}

TEST(StationFolderTest, AFolderWithoutCertificateIsNotEnrolled) {
  const TemporaryFolder place;
  EXPECT_EQ(ErrorReason(StationFolder(place.path()).Load().status()), "STATION_NOT_ENROLLED");
}

TEST(StationFolderTest, AKeyThatOthersMayReadIsRefused) {
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  ASSERT_TRUE(folder.Save(Identity()).ok());
  ASSERT_EQ(::chmod((place.path() + "/station.key").c_str(), 0640), 0);
  EXPECT_EQ(ErrorReason(folder.Load().status()), "STATION_KEY_EXPOSED");
}

TEST(StationFolderTest, ADamagedConfigurationIsNamed) {
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  for (const char* text : {"", "motcua-station 2\n", "motcua-station 1\naddress hue\n",
                           "motcua-station 1\naddress a:1\naddress b:2\nstation stations/1-1\n",
                           "motcua-station 1\naddress a:1\n"}) {
    ASSERT_TRUE(folder.Save(Identity()).ok());
    std::ofstream(place.path() + "/station.conf") << text;
    const auto status = folder.Load().status();
    EXPECT_EQ(ErrorReason(status), "STATION_FOLDER_INVALID") << text;
    EXPECT_EQ(GetErrorValues(status)["file"], "station.conf");
  }
}

TEST(StationFolderTest, TheSessionComesAndGoes) {
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  EXPECT_EQ(folder.LoadSession()->token, "");
  ASSERT_TRUE(folder.SaveSession({.account = "lan.nt", .token = "secret"}).ok());
  EXPECT_EQ(folder.LoadSession()->account, "lan.nt");
  EXPECT_EQ(folder.LoadSession()->token, "secret");
  EXPECT_EQ(ModeOf(place.path() + "/session"), 0600u);
  ASSERT_TRUE(folder.ClearSession().ok());
  EXPECT_EQ(folder.LoadSession()->token, "");
  EXPECT_TRUE(folder.ClearSession().ok());
}

TEST(StationFolderTest, ASessionThatOthersMayReadIsRefused) {
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  ASSERT_TRUE(folder.SaveSession({.account = "lan.nt", .token = "secret"}).ok());
  ASSERT_EQ(::chmod((place.path() + "/session").c_str(), 0644), 0);
  const auto status = folder.LoadSession().status();
  EXPECT_EQ(ErrorReason(status), "STATION_KEY_EXPOSED");
  EXPECT_EQ(status.ToString().find("secret"), std::string::npos);
}

TEST(StationFolderTest, TheKeyOfABrokenOffEnrolmentIsKept) {
  const TemporaryFolder place;
  const StationFolder folder(place.path() + "/new");
  const auto first = folder.LoadOrMakeKey([] { return std::string("first"); });
  const auto second = folder.LoadOrMakeKey([] { return std::string("second"); });
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, "first");
  EXPECT_EQ(*second, "first");
  EXPECT_FALSE(folder.Enrolled());
}

}  // namespace
}  // namespace motcua::client
